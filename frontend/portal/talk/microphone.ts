/** The microphone of this browser: open only between `open` and `close`; what it gives goes to one listener. */
import captureAddress from "./capture.worklet.ts?worker&url";

export type MicrophoneProblem = "insecure" | "refused" | "missing" | "busy" | "failed" | "no_output";

export class MicrophoneUnusable extends Error {
  readonly problem: MicrophoneProblem;

  constructor(problem: MicrophoneProblem) {
    super(`The microphone cannot be used: ${problem}.`);
    this.name = "MicrophoneUnusable";
    this.problem = problem;
  }
}

/** What one opening of the microphone holds; `close` gives all of it back. */
export class OpenMicrophone {
  readonly #stream: MediaStream;
  readonly #nodes: readonly AudioNode[];

  /** @param onlost called where the microphone goes away by itself: unplugged, or taken back by the browser. */
  constructor(stream: MediaStream, source: AudioNode, capture: AudioWorkletNode, onframes: (frames: Float32Array) => void, onlost: () => void) {
    this.#stream = stream;
    for (const track of stream.getTracks()) track.onended = onlost;
    this.#nodes = [source, capture];
    // Stays for ever: frames that came after `close` would be seen, and counted against us.
    capture.port.onmessage = ({ data }: MessageEvent<Float32Array>) => onframes(data);
    source.connect(capture);
  }

  /** Stops the capture itself: the browser takes its own sign of an open microphone away. */
  close(): void {
    for (const node of this.#nodes) node.disconnect();
    for (const track of this.#stream.getTracks()) track.stop();
  }
}

/** @param onlost see `OpenMicrophone`. @throws MicrophoneUnusable */
export async function openMicrophone(context: AudioContext, onframes: (frames: Float32Array) => void, onlost: () => void): Promise<OpenMicrophone> {
  // On a page that came without encryption from another machine the browser has no such thing.
  if (!window.isSecureContext) throw new MicrophoneUnusable("insecure");
  let stream: MediaStream;
  try {
    stream = await navigator.mediaDevices.getUserMedia({
      audio: { channelCount: 1, echoCancellation: true, noiseSuppression: true, autoGainControl: true },
    });
  } catch (error) {
    throw new MicrophoneUnusable(problemOf(error));
  }
  try {
    await loadCapture(context);
    const capture = new AudioWorkletNode(context, "capture", { numberOfInputs: 1, numberOfOutputs: 0, channelCount: 1, channelCountMode: "explicit" });
    return new OpenMicrophone(stream, context.createMediaStreamSource(stream), capture, onframes, onlost);
  } catch {
    for (const track of stream.getTracks()) track.stop();
    throw new MicrophoneUnusable("failed");
  }
}

const loaded = new WeakSet<AudioContext>();

async function loadCapture(context: AudioContext): Promise<void> {
  if (loaded.has(context)) return;
  await context.audioWorklet.addModule(captureAddress);
  loaded.add(context);
}

function problemOf(error: unknown): MicrophoneProblem {
  switch (error instanceof DOMException ? error.name : "") {
    case "NotAllowedError":
    case "SecurityError":
      return "refused";
    case "NotFoundError":
    case "OverconstrainedError":
      return "missing";
    case "NotReadableError":
      return "busy";
    default:
      return "failed";
  }
}
