"""Cryptography: a master key wraps a key per customer, which wraps a key per recording; a seal fits one place."""

from earnest.services.cryptography.bindings import Binding
from earnest.services.cryptography.errors import KeyExists, KeyUnreadable, SealBroken
from earnest.services.cryptography.keys import DataKey
from earnest.services.cryptography.master_keys import MasterKey

__all__ = ["Binding", "DataKey", "KeyExists", "KeyUnreadable", "MasterKey", "SealBroken"]
