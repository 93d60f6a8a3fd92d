// The inner products of the Language room: integer products of the runtime, float products of the trainer. Each
// is compiled for several instruction sets; the best that the processor has is chosen at run time. All versions
// give the same bits: integer sums are exact, float sums are made in one fixed order with fused steps only where
// the source says so.
#ifndef CHRONOGRAPH_KERNELS_H
#define CHRONOGRAPH_KERNELS_H

#include <stddef.h>
#include <stdint.h>

/// One set of kernels.
typedef struct {
  /// Name of the instruction set.
  const char *_Nonnull name;

  /// Y[count×columns] = X[count×rows] · W, 16-bit factors, 32-bit wrapping sums. W is packed in blocks of 16
  /// columns; in each block in pairs of rows; in each pair column by column. `rows` is even, `columns` a multiple
  /// of 16. `xStride` and `yStride` are the distances of two rows of X and of Y in elements.
  void (*_Nonnull products)(const int16_t *_Nonnull x, ptrdiff_t xStride, ptrdiff_t count, const int16_t *_Nonnull w,
                            ptrdiff_t rows, ptrdiff_t columns, int32_t *_Nonnull y, ptrdiff_t yStride);

  /// One direction of a recurrent layer with coupled gates over up to four sentences in step, so that they share
  /// the weights that are loaded; `starts` are their first rows, `lengths` fall. Gate inputs are
  /// (input + recurrent product) · unit + bias + row of `extra` for the token's number (when `extra` is given).
  /// `input` and `out` have distances of `inputStride` and `outStride` elements from token to token, `extra` of
  /// `extraStride` from row to row; `scratch` holds 24·h floats.
  void (*_Nonnull recur)(ptrdiff_t count, const int32_t *_Nonnull starts, const int32_t *_Nonnull lengths, ptrdiff_t h,
                         int reversed, const int32_t *_Nonnull input, ptrdiff_t inputStride,
                         const int16_t *_Nonnull w, float unit, const float *_Nonnull bias,
                         const float *_Nullable extra, ptrdiff_t extraStride, const uint8_t *_Nullable numbers,
                         int16_t *_Nonnull out, ptrdiff_t outStride, float *_Nonnull scratch);

  /// target[j] += bytes[j] · 2^shift, saturating.
  void (*_Nonnull addBytes)(int16_t *_Nonnull target, const int8_t *_Nonnull bytes, ptrdiff_t count, int shift);

  /// scores[j] = query · head[j] for j < count; eight partial sums, `width` a multiple of 8.
  void (*_Nonnull dots)(const float *_Nonnull query, const float *_Nonnull heads, ptrdiff_t width, ptrdiff_t count,
                        float *_Nonnull scores);

  /// C[m×n] += A · B with A[i, p] at a[i·rowStep + p·columnStep], B and C row by row with distances ldb and ldc;
  /// `n` a multiple of 8. Fused steps in the order of p.
  void (*_Nonnull multiply)(float *_Nonnull c, const float *_Nonnull a, const float *_Nonnull b, ptrdiff_t m,
                            ptrdiff_t k, ptrdiff_t n, ptrdiff_t rowStep, ptrdiff_t columnStep, ptrdiff_t ldc,
                            ptrdiff_t ldb);

  /// y[j] += x · row[j], fused.
  void (*_Nonnull add)(float *_Nonnull y, float x, const float *_Nonnull row, ptrdiff_t n);

  /// One step of Adam over `n` values; clears the gradient.
  void (*_Nonnull adam)(float *_Nonnull value, float *_Nonnull gradient, float *_Nonnull first,
                        float *_Nonnull second, ptrdiff_t n, float rate, float scale, float correction1,
                        float correction2);

  /// average[j] += weight · (value[j] − average[j]).
  void (*_Nonnull average)(float *_Nonnull average, const float *_Nonnull value, ptrdiff_t n, float weight);

  /// The forward cell of training; gates a = [f o v] are replaced by their activations.
  void (*_Nonnull cell)(ptrdiff_t h, float *_Nonnull a, const float *_Nullable oldCell, float *_Nonnull cell,
                        float *_Nonnull tanhCell, float *_Nonnull y);

  /// The backward cell: from the gradients of the output (dy, dh) and of the cell (dc) those of the gates; dc
  /// becomes the gradient of the cell before.
  void (*_Nonnull cellBack)(ptrdiff_t h, const float *_Nonnull a, const float *_Nonnull tanhCell,
                            const float *_Nullable oldCell, const float *_Nonnull dy, const float *_Nonnull dh,
                            float *_Nonnull dc, float *_Nonnull gates);
} chronograph_kernels_t;

/// The kernels for this processor.
const chronograph_kernels_t *_Nonnull chronograph_kernels(void);

/// The kernels of one level, from 0 (runs everywhere) up; NULL when the processor or the platform lacks it.
const chronograph_kernels_t *_Nullable chronograph_kernels_at(int level);

#endif
