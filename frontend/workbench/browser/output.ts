/** Where sound goes, as far as the browser tells (WP4). Chromium names no device without the permission for a microphone, which is never asked for. */

export type SoundOutput = "headphones" | "speakers" | "unknown";

const HEADPHONES = /head ?phone|head ?set|ear ?(phone|bud|pod)|air ?pods|kopfh(ö|oe)rer|koptelefoon|oortje/i;
const SPEAKERS = /speaker|lautsprecher|luidspreker|hdmi|display ?port/i;

export async function findSoundOutput(): Promise<SoundOutput> {
  try {
    const devices = await navigator.mediaDevices.enumerateDevices();
    const outputs = devices.filter((device) => device.kind === "audiooutput" && device.label !== "");
    return classOf(outputs.find((device) => device.deviceId === "default")?.label ?? outputs[0]?.label ?? "");
  } catch {
    // No such interface, or the browser refuses: nothing is known.
    return "unknown";
  }
}

/** @param label name of a device, as its maker or the system gives it; empty where the browser hides it. */
export function classOf(label: string): SoundOutput {
  if (HEADPHONES.test(label)) return "headphones";
  return SPEAKERS.test(label) ? "speakers" : "unknown";
}
