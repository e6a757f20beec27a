/** A QR code as squares of a grid; drawn as one path, so that it prints sharp at any size. */
import qrcode from "qrcode-generator";

export interface CodeGrid {
  /** Squares along one side, without the quiet zone. */
  readonly side: number;
  /** Path of the dark squares, one unit each. */
  readonly path: string;
}

/** Whether an address names the very machine that reads it, so that a guest's telephone would find itself. @param host without port, IPv6 with or without brackets. */
export function namesOnlyItself(host: string): boolean {
  return /^(localhost|.*\.localhost|127(\.\d+){3}|\[?::1\]?)$/.test(host);
}

/** The code of an address. Error correction M: a seventh of it may be covered or dirty. */
export function codeOf(address: string): CodeGrid {
  const code = qrcode(0, "M");
  code.addData(address, "Byte");
  code.make();
  const side = code.getModuleCount();
  const squares: string[] = [];
  for (let row = 0; row < side; row += 1) {
    for (let column = 0; column < side; column += 1) if (code.isDark(row, column)) squares.push(`M${column} ${row}h1v1h-1z`);
  }
  return { side, path: squares.join("") };
}
