"""Watermarking: a mark in a sound that tells by which lease it left."""
