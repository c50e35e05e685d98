/** Bytes over the wire, as a server with compression sends them. */
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

/** @typedef {{ raw: number, gzip: number, brotli: number }} Bytes */

/**
 * @param {Buffer} content
 * @returns {Bytes} each at its best level
 */
export function bytesOf(content) {
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
    [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
  };
  return {
    raw: content.length,
    gzip: gzipSync(content, { level: 9 }).length,
    brotli: brotliCompressSync(content, { params }).length,
  };
}

/**
 * @param {Bytes[]} parts
 * @returns {Bytes}
 */
export function sum(parts) {
  const total = { raw: 0, gzip: 0, brotli: 0 };
  for (const part of parts) {
    total.raw += part.raw;
    total.gzip += part.gzip;
    total.brotli += part.brotli;
  }
  return total;
}
