/**
 * Reads a TensorFlow Lite model: a FlatBuffer, of which only the fields are read that a wake-word model has. What points outside of the
 * file, or is of another kind, is refused.
 */

/** The model cannot be used here. */
export class ModelUnusable extends Error {
  constructor(reason: string) {
    super(`The wake-word model cannot be used: ${reason}.`);
    this.name = "ModelUnusable";
  }
}

export type TensorKind = "int8" | "uint8" | "int32" | "resource";

export interface Tensor {
  readonly kind: TensorKind;
  readonly shape: readonly number[];
  /** Contents that are part of the file; null: computed. */
  readonly content: Int8Array | Int32Array | null;
  /** One for the whole tensor or one for each channel; empty where it is not quantized. */
  readonly scales: readonly number[];
  readonly zeroPoint: number;
}

export interface Operation {
  /** Number of the operation in TensorFlow Lite's schema. */
  readonly code: number;
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
  readonly options: Table | null;
}

export interface Graph {
  readonly tensors: readonly Tensor[];
  readonly operations: readonly Operation[];
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
}

const KINDS: Readonly<Record<number, TensorKind>> = { 2: "int32", 3: "uint8", 9: "int8", 13: "resource" };
const IDENTIFIER = "TFL3";

/** One table of a FlatBuffer; fields are named by their number in the schema. */
export class Table {
  readonly #view: DataView;
  readonly #place: number;

  constructor(view: DataView, place: number) {
    this.#view = view;
    this.#place = place;
  }

  byte(field: number): number {
    const place = this.#field(field);
    return place === 0 ? 0 : this.#view.getInt8(place);
  }

  int(field: number): number {
    const place = this.#field(field);
    return place === 0 ? 0 : this.#view.getInt32(place, true);
  }

  text(field: number): string {
    const bytes = this.bytes(field);
    return bytes === null ? "" : new TextDecoder().decode(bytes);
  }

  table(field: number): Table | null {
    const place = this.#field(field);
    return place === 0 ? null : new Table(this.#view, this.#pointed(place));
  }

  tables(field: number): readonly Table[] {
    const [start, length] = this.#vector(field);
    return Array.from({ length }, (_, index) => new Table(this.#view, this.#pointed(start + 4 * index)));
  }

  ints(field: number): readonly number[] {
    const [start, length] = this.#vector(field);
    return Array.from({ length }, (_, index) => this.#view.getInt32(start + 4 * index, true));
  }

  floats(field: number): readonly number[] {
    const [start, length] = this.#vector(field);
    return Array.from({ length }, (_, index) => this.#view.getFloat32(start + 4 * index, true));
  }

  longs(field: number): readonly number[] {
    const [start, length] = this.#vector(field);
    return Array.from({ length }, (_, index) => Number(this.#view.getBigInt64(start + 8 * index, true)));
  }

  bytes(field: number): Uint8Array | null {
    const [start, length] = this.#vector(field);
    return length === 0 ? null : new Uint8Array(this.#view.buffer, this.#view.byteOffset + start, length);
  }

  /** Where a field stands; 0: it has its default. */
  #field(field: number): number {
    const names = this.#place - this.#view.getInt32(this.#place, true);
    const entry = 4 + 2 * field;
    if (entry >= this.#view.getUint16(names, true)) return 0;
    const offset = this.#view.getUint16(names + entry, true);
    return offset === 0 ? 0 : this.#place + offset;
  }

  #pointed(place: number): number {
    return place + this.#view.getUint32(place, true);
  }

  #vector(field: number): [number, number] {
    const place = this.#field(field);
    if (place === 0) return [0, 0];
    const start = this.#pointed(place);
    const length = this.#view.getUint32(start, true);
    if (length > this.#view.byteLength) throw new ModelUnusable("a list is longer than the file");
    return [start + 4, length];
  }
}

/** Read from a file what may point outside of it. @throws ModelUnusable it does */
export function withinFile<Read>(read: () => Read): Read {
  try {
    return read();
  } catch (error) {
    if (error instanceof RangeError) throw new ModelUnusable("it points outside of itself");
    throw error;
  }
}

/** @throws ModelUnusable, RangeError see `withinFile` */
export function readModel(file: ArrayBuffer): readonly Graph[] {
  const view = new DataView(file);
  if (file.byteLength < 8 || new TextDecoder("latin1").decode(new Uint8Array(file, 4, 4)) !== IDENTIFIER) throw new ModelUnusable("it is no TensorFlow Lite file");
  const model = new Table(view, view.getUint32(0, true));
  // The first field held the number of an operation while a byte was enough.
  const codes = model.tables(1).map((code) => Math.max(code.byte(0), code.int(3)));
  const contents = model.tables(4).map((buffer) => buffer.bytes(0));
  const graphs = model.tables(2).map((graph) => ({
    tensors: graph.tables(0).map((tensor) => tensorOf(tensor, contents)),
    inputs: graph.ints(1),
    outputs: graph.ints(2),
    operations: graph.tables(3).map((operation) => ({
      code: codes[operation.int(0)] ?? -1,
      inputs: operation.ints(1),
      outputs: operation.ints(2),
      options: operation.table(4),
    })),
  }));
  if (graphs.length === 0) throw new ModelUnusable("it has no graph");
  return graphs;
}

function tensorOf(tensor: Table, contents: readonly (Uint8Array | null)[]): Tensor {
  const kind = KINDS[tensor.byte(1)];
  if (kind === undefined) throw new ModelUnusable("a tensor is of another kind");
  const shape = tensor.ints(0);
  if (shape.some((size) => size < 0)) throw new ModelUnusable("a tensor has no size");
  const quantization = tensor.table(4);
  const content = contents[tensor.int(2)] ?? null;
  return {
    kind,
    shape,
    content: content === null ? null : kind === "int32" ? new Int32Array(content.slice().buffer) : new Int8Array(content.slice().buffer),
    scales: quantization?.floats(2) ?? [],
    zeroPoint: quantization?.longs(3)[0] ?? 0,
  };
}
