/**
 * Runs a wake-word model: the thirteen operations of TensorFlow Lite that the streaming models of micro-wake-word have, in 8-bit whole
 * numbers, one row of features at a time. Anything else in a model is refused when it is loaded, not guessed when it runs.
 */
import { type Graph, ModelUnusable, type Operation, type Table, type Tensor, readModel } from "./model_file.ts";

type Values = Int8Array | Uint8Array | Int32Array;
type Step = () => void;

const CODES = {
  concatenation: 2,
  convolution: 3,
  depthwise: 4,
  dense: 9,
  logistic: 14,
  reshape: 22,
  slice: 45,
  split: 102,
  quantize: 114,
  once: 129,
  variable: 142,
  read: 143,
  assign: 144,
} as const;
/** No activation, and one that cuts what is under zero; other kinds are not in these models. */
const NONE = 0;
const RELU = 1;
const PADDING_VALID = 1;
/** A model keeps what it heard in the last seconds and no more; numbers. */
const LARGEST_TENSOR = 1 << 20;

/** Channels that the processor's wide instructions take at once; what is left over in a depthwise convolution is rounded otherwise. */
const LANES = 8;

/** How a whole-number sum becomes an 8-bit output: times a fraction of 31 bits, then divided by a power of two, rounded both times. */
interface Output {
  readonly factors: readonly Factor[];
  readonly zeroPoint: number;
  readonly lowest: number;
}

interface Factor {
  /** From 2³⁰ to 2³¹. */
  readonly multiplier: number;
  /** Power of two of the sum before, 1 or more. */
  readonly before: number;
  /** Bits by which the product is divided; 0 or more. */
  readonly after: number;
}

export class Interpreter {
  readonly #graph: Graph;
  readonly #values: Values[];
  readonly #variables = new Map<string, Int8Array>();
  /** Which variable a tensor names. */
  readonly #names = new Map<number, string>();
  readonly #steps: readonly Step[];
  readonly #begin: Step;
  readonly #input: number;
  readonly #output: number;

  /** @throws ModelUnusable it has an operation, a kind or a shape that is not known here. @throws RangeError see `withinFile` */
  constructor(file: ArrayBuffer) {
    const graphs = readModel(file);
    const [main] = graphs;
    if (main?.inputs.length !== 1 || main.outputs.length !== 1) throw new ModelUnusable("it has not one input and one output");
    this.#graph = main;
    this.#input = main.inputs[0] ?? 0;
    this.#output = main.outputs[0] ?? 0;
    this.#values = main.tensors.map(valuesOf);
    const begin: Step[] = [];
    this.#steps = main.operations.flatMap((operation) => {
      if (operation.code !== CODES.once) return this.#prepare(operation);
      begin.push(this.#initialValues(graphs[operation.options?.int(0) ?? 0]));
      return [];
    });
    this.#begin = () => begin.forEach((step) => step());
    this.reset();
  }

  /** Shape of what goes in, e.g. [1, 3, 40]. */
  get inputShape(): readonly number[] {
    return this.#tensor(this.#input).shape;
  }

  get inputScale(): number {
    return this.#tensor(this.#input).scales[0] ?? 0;
  }

  get inputZeroPoint(): number {
    return this.#tensor(this.#input).zeroPoint;
  }

  /** Forget what was heard. */
  reset(): void {
    this.#begin();
  }

  /** @param input as many numbers as the input has, −128 to 127. @returns the first output as it stands for: a probability. */
  run(input: Int8Array): number {
    this.#value(this.#input).set(input);
    for (const step of this.#steps) step();
    const { scales, zeroPoint } = this.#tensor(this.#output);
    return ((this.#value(this.#output)[0] ?? 0) - zeroPoint) * (scales[0] ?? 0);
  }

  #tensor(index: number): Tensor {
    const tensor = this.#graph.tensors[index];
    if (tensor === undefined) throw new ModelUnusable("an operation names a tensor that is not there");
    return tensor;
  }

  #value(index: number): Values {
    const values = this.#values[index];
    if (values === undefined) throw new ModelUnusable("an operation names a tensor that is not there");
    return values;
  }

  /** What sets all variables to what they begin with. */
  #initialValues(graph: Graph | undefined): Step {
    const names = new Map<number, string>();
    const beginnings = new Map<string, Int8Array>();
    for (const { code, inputs, outputs, options } of graph?.operations ?? []) {
      const [variable = -1, content = -1] = inputs;
      const values = graph?.tensors[content]?.content;
      if (code === CODES.variable) names.set(outputs[0] ?? -1, nameOf(options));
      else if (code === CODES.assign && values instanceof Int8Array) beginnings.set(names.get(variable) ?? "", values);
      else throw new ModelUnusable("its beginning does more than set variables");
    }
    return () => {
      for (const [name, values] of beginnings) this.#variables.set(name, values.slice());
    };
  }

  #prepare(operation: Operation): Step[] {
    const [input = -1] = operation.inputs;
    const [output = -1] = operation.outputs;
    switch (operation.code) {
      case CODES.variable:
        this.#names.set(output, nameOf(operation.options));
        return [];
      case CODES.read:
        return [() => this.#value(output).set(this.#variable(input))];
      case CODES.assign:
        return [() => this.#variable(input).set(this.#value(operation.inputs[1] ?? -1))];
      case CODES.reshape:
        return [() => this.#value(output).set(this.#value(input))];
      case CODES.concatenation:
        return [this.#concatenation(operation)];
      case CODES.slice:
        return [this.#slice(operation)];
      case CODES.split:
        return [this.#split(operation)];
      case CODES.convolution:
        return [this.#convolution(operation, false)];
      case CODES.depthwise:
        return [this.#convolution(operation, true)];
      case CODES.dense:
        return [this.#dense(operation)];
      case CODES.logistic:
        return [this.#logistic(input, output)];
      case CODES.quantize:
        return [this.#requantization(input, output)];
      default:
        throw new ModelUnusable(`it has the operation ${operation.code}`);
    }
  }

  #variable(tensor: number): Int8Array {
    const values = this.#variables.get(this.#names.get(tensor) ?? "");
    if (values === undefined) throw new ModelUnusable("a variable has no beginning");
    return values;
  }

  #concatenation({ inputs, outputs, options }: Operation): Step {
    const output = outputs[0] ?? -1;
    const shape = this.#tensor(output).shape;
    const axis = axisOf(options?.int(0) ?? 0, shape.length);
    refuseActivation(options?.byte(1) ?? NONE);
    const runs = inputs.map((input) => product(this.#tensor(input).shape.slice(axis)));
    const whole = product(shape.slice(axis));
    return () => {
      const into = this.#value(output);
      let place = 0;
      inputs.forEach((input, index) => {
        const from = this.#value(input);
        const run = runs[index] ?? 0;
        for (let turn = 0; turn * whole < into.length; turn += 1) into.set(from.subarray(turn * run, (turn + 1) * run), turn * whole + place);
        place += run;
      });
    };
  }

  /** The end or a part of one axis, by steps of one, as the models cut off what is too old. */
  #slice({ inputs, outputs, options }: Operation): Step {
    const [input = -1, begins = -1, ends = -1, strides = -1] = inputs;
    const output = outputs[0] ?? -1;
    const { shape } = this.#tensor(input);
    const masks = { begin: options?.int(0) ?? 0, end: options?.int(1) ?? 0 };
    if ([2, 3, 4].some((field) => (options?.int(field) ?? 0) !== 0) || this.#constants(strides).some((stride) => stride !== 1)) {
      throw new ModelUnusable("a slice is cut in another way");
    }
    const begin = this.#constants(begins).map((value, axis) => (masks.begin >> axis) & 1 ? 0 : fromEnd(value, shape[axis] ?? 0));
    const end = this.#constants(ends).map((value, axis) => (masks.end >> axis) & 1 ? (shape[axis] ?? 0) : fromEnd(value, shape[axis] ?? 0));
    return this.#cutting(input, output, begin, end);
  }

  #split({ inputs, outputs }: Operation): Step {
    const [input = -1, , axisTensor = -1] = inputs;
    const { shape } = this.#tensor(input);
    const axis = axisOf(this.#constants(axisTensor)[0] ?? 0, shape.length);
    let place = 0;
    const steps = outputs.map((output) => {
      const begin = shape.map((_, index) => (index === axis ? place : 0));
      place += this.#tensor(output).shape[axis] ?? 0;
      const end = shape.map((size, index) => (index === axis ? place : size));
      return this.#cutting(input, output, begin, end);
    });
    return () => steps.forEach((step) => step());
  }

  /** Copies a box of one tensor. */
  #cutting(input: number, output: number, begin: readonly number[], end: readonly number[]): Step {
    const { shape } = this.#tensor(input);
    let places = [0];
    shape.forEach((size, axis) => {
      const first = begin[axis] ?? 0;
      const count = Math.max(0, (end[axis] ?? size) - first);
      places = places.flatMap((place) => Array.from({ length: count }, (_, index) => place * size + first + index));
    });
    if (places.length !== this.#value(output).length) throw new ModelUnusable("a slice has another size than what it goes into");
    return () => {
      const from = this.#value(input);
      const into = this.#value(output);
      places.forEach((place, index) => (into[index] = from[place] ?? 0));
    };
  }

  /** A convolution over time without padding; depthwise: every channel for itself. */
  #convolution(operation: Operation, depthwise: boolean): Step {
    const { inputs, outputs, options } = operation;
    const [input = -1, filter = -1, bias = -1] = inputs;
    const output = outputs[0] ?? -1;
    const [, inputRows = 0, inputColumns = 0, inputChannels = 0] = this.#tensor(input).shape;
    const [, rows = 0, columns = 0, channels = 0] = this.#tensor(output).shape;
    const [, filterRows = 0, filterColumns = 0] = this.#tensor(filter).shape;
    const stride = options?.int(2) ?? 0;
    const [activation, dilations] = depthwise ? [options?.byte(4), [5, 6]] : [options?.byte(3), [4, 5]];
    const fits = (rows - 1) * stride + filterRows <= inputRows && stride > 0;
    const dilated = dilations.some((field) => (options?.int(field) ?? 0) > 1);
    const valid = options?.byte(0) === PADDING_VALID || filterRows === inputRows || filterRows * filterColumns === 1;
    if (!fits || !valid || dilated || filterColumns !== 1 || inputColumns !== 1 || columns !== 1 || (depthwise && channels !== inputChannels)) {
      throw new ModelUnusable("a convolution is of another shape");
    }
    const weights = this.#contents(filter);
    const sums = this.#constants(bias);
    const requantized = this.#output8(input, filter, output, activation ?? NONE);
    const zero = this.#tensor(input).zeroPoint;
    return () => {
      const from = this.#value(input);
      const into = this.#value(output);
      for (let row = 0; row < rows; row += 1) {
        for (let channel = 0; channel < channels; channel += 1) {
          let sum = sums[channel] ?? 0;
          for (let tap = 0; tap < filterRows; tap += 1) {
            const place = (row * stride + tap) * inputChannels;
            if (depthwise) {
              sum += ((from[place + channel] ?? 0) - zero) * (weights[tap * channels + channel] ?? 0);
              continue;
            }
            const weight = (channel * filterRows + tap) * inputChannels;
            for (let source = 0; source < inputChannels; source += 1) sum += ((from[place + source] ?? 0) - zero) * (weights[weight + source] ?? 0);
          }
          const leftOver = depthwise && channel >= channels - (channels % LANES);
          into[row * channels + channel] = requantize(sum, requantized, channel, leftOver);
        }
      }
    };
  }

  #dense({ inputs, outputs, options }: Operation): Step {
    const [input = -1, filter = -1, bias = -1] = inputs;
    const output = outputs[0] ?? -1;
    const [units = 0, size = 0] = this.#tensor(filter).shape;
    if (this.#value(input).length !== size || this.#value(output).length !== units) throw new ModelUnusable("a dense layer is of another shape");
    const weights = this.#contents(filter);
    const sums = bias < 0 ? [] : this.#constants(bias);
    const requantized = this.#output8(input, filter, output, options?.byte(0) ?? NONE);
    const zero = this.#tensor(input).zeroPoint;
    return () => {
      const from = this.#value(input);
      const into = this.#value(output);
      for (let unit = 0; unit < units; unit += 1) {
        let sum = sums[unit] ?? 0;
        for (let source = 0; source < size; source += 1) sum += ((from[source] ?? 0) - zero) * (weights[unit * size + source] ?? 0);
        into[unit] = requantize(sum, requantized, unit);
      }
    };
  }

  /** All 256 outputs beforehand. */
  #logistic(input: number, output: number): Step {
    const { scales, zeroPoint } = this.#tensor(input);
    const to = this.#tensor(output);
    const table = Int8Array.from({ length: 256 }, (_, index) => {
      const value = Math.fround((index - 128 - zeroPoint) * (scales[0] ?? 0));
      const share = Math.fround(1 / (1 + Math.exp(-value)));
      return within(roundedHalfEven(share / (to.scales[0] ?? 1)) + to.zeroPoint, -128);
    });
    return () => {
      const from = this.#value(input);
      const into = this.#value(output);
      from.forEach((value, index) => (into[index] = table[value + 128] ?? 0));
    };
  }

  #requantization(input: number, output: number): Step {
    const from = this.#tensor(input);
    const to = this.#tensor(output);
    const scale = (from.scales[0] ?? 0) / (to.scales[0] ?? 1);
    const [lowest, highest] = to.kind === "uint8" ? [0, 255] : [-128, 127];
    return () => {
      const into = this.#value(output);
      this.#value(input).forEach((value, index) => {
        into[index] = Math.max(lowest, Math.min(highest, roundedHalfEven((value - from.zeroPoint) * scale) + to.zeroPoint));
      });
    };
  }

  #output8(input: number, filter: number, output: number, activation: number): Output {
    const to = this.#tensor(output);
    if (activation !== NONE && activation !== RELU) throw new ModelUnusable("an activation is of another kind");
    const [inputScale = 0] = this.#tensor(input).scales;
    const [outputScale = 1] = to.scales;
    return {
      factors: this.#tensor(filter).scales.map((scale) => factorOf((inputScale * scale) / outputScale)),
      zeroPoint: to.zeroPoint,
      lowest: activation === RELU ? Math.max(-128, to.zeroPoint) : -128,
    };
  }

  #contents(index: number): Int8Array {
    const { content } = this.#tensor(index);
    if (!(content instanceof Int8Array)) throw new ModelUnusable("a weight is computed");
    return content;
  }

  #constants(index: number): readonly number[] {
    const { content } = this.#tensor(index);
    if (!(content instanceof Int32Array)) throw new ModelUnusable("a number is computed");
    return Array.from(content);
  }
}

function valuesOf(tensor: Tensor): Values {
  if (tensor.content !== null) return tensor.content;
  const size = tensor.kind === "resource" ? 0 : product(tensor.shape);
  if (!(size >= 0 && size <= LARGEST_TENSOR)) throw new ModelUnusable("a tensor is too large");
  if (tensor.kind === "int32") return new Int32Array(size);
  return tensor.kind === "uint8" ? new Uint8Array(size) : new Int8Array(size);
}

function nameOf(options: Table | null): string {
  return options?.text(1) ?? "";
}

function refuseActivation(activation: number): void {
  if (activation !== NONE) throw new ModelUnusable("an activation is of another kind");
}

function axisOf(axis: number, axes: number): number {
  return axis < 0 ? axis + axes : axis;
}

function fromEnd(value: number, size: number): number {
  return Math.max(0, Math.min(size, value < 0 ? value + size : value));
}

function product(sizes: readonly number[]): number {
  return sizes.reduce((whole, size) => whole * size, 1);
}

/** @throws ModelUnusable */
function factorOf(scale: number): Factor {
  if (!(scale > 0 && scale < 2 ** 30)) throw new ModelUnusable("a scale is out of range");
  const bits = Math.floor(Math.log2(scale)) + 1;
  return { multiplier: Math.round(scale * 2 ** (31 - bits)), before: 2 ** Math.max(0, bits), after: Math.max(0, -bits) };
}

/** @param leftOver halves are rounded away from zero, not up. */
function requantize(sum: number, { factors, zeroPoint, lowest }: Output, channel: number, leftOver = false): number {
  const factor = factors.length === 1 ? factors[0] : factors[channel];
  if (factor === undefined) throw new ModelUnusable("a channel has no scale");
  const high = Math.floor((sum * factor.before * factor.multiplier) / 2 ** 31 + 0.5);
  const divided = high / 2 ** factor.after;
  const value = leftOver && divided < 0 ? -Math.floor(0.5 - divided) : Math.floor(divided + 0.5);
  return within(value + zeroPoint, lowest);
}

function within(value: number, lowest: number): number {
  return Math.max(lowest, Math.min(127, value));
}

/** Rounded to the nearest whole number, halves to the even one, as the processor's own rounding does. */
function roundedHalfEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  return rest < 0.5 || (rest === 0.5 && floor % 2 === 0) ? floor : floor + 1;
}
