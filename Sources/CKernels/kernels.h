// Body of the kernels, included once for each instruction set. Before, the including file defines KERNELS (the
// name of the table), NAME, and the integer vector: VI, LANES (32-bit lanes), LOADW, PAIR, MADD (acc + a·b in
// pairs), STORE.
#pragma STDC FP_CONTRACT OFF

#define BLOCK_VECTORS (16 / LANES)

// Rows of X at a time share the weights that are loaded; the accumulators of ROWS × BLOCKS stay in registers.
#define PRODUCT_TILE(ROWS, BLOCKS)                                                                          \
  {                                                                                                         \
    VI sum[ROWS][BLOCKS * BLOCK_VECTORS];                                                                   \
    for (int i = 0; i < ROWS; i++)                                                                          \
      for (int v = 0; v < BLOCKS * BLOCK_VECTORS; v++) sum[i][v] = ZERO;                                    \
    for (ptrdiff_t p = 0; p < pairs; p++) {                                                                 \
      VI weights[BLOCKS * BLOCK_VECTORS];                                                                   \
      _Pragma("unroll") for (int b = 0; b < BLOCKS; b++)                                                    \
          _Pragma("unroll") for (int v = 0; v < BLOCK_VECTORS; v++) weights[b * BLOCK_VECTORS + v] =        \
              LOADW(w + (block + b) * blockSize + p * 32 + v * 2 * LANES);                                  \
      _Pragma("unroll") for (int i = 0; i < ROWS; i++) {                                                    \
        VI input = PAIR(x + (row + i) * xStride + 2 * p);                                                   \
        _Pragma("unroll") for (int v = 0; v < BLOCKS * BLOCK_VECTORS; v++) sum[i][v] =                      \
            MADD(sum[i][v], input, weights[v]);                                                             \
      }                                                                                                     \
    }                                                                                                       \
    _Pragma("unroll") for (int i = 0; i < ROWS; i++)                                                        \
        _Pragma("unroll") for (int v = 0; v < BLOCKS * BLOCK_VECTORS; v++)                                  \
            STORE(y + (row + i) * yStride + block * 16 + v * LANES, sum[i][v]);                             \
  }

static void products(const int16_t *x, ptrdiff_t xStride, ptrdiff_t count, const int16_t *w, ptrdiff_t rows,
                     ptrdiff_t columns, int32_t *y, ptrdiff_t yStride) {
  ptrdiff_t pairs = rows / 2, blocks = columns / 16, blockSize = rows * 16, row = 0;
  for (; row + MANY_ROWS <= count; row += MANY_ROWS) {
    ptrdiff_t block = 0;
    for (; block + MANY_BLOCKS <= blocks; block += MANY_BLOCKS) PRODUCT_TILE(MANY_ROWS, MANY_BLOCKS)
    for (; block < blocks; block++) PRODUCT_TILE(MANY_ROWS, 1)
  }
  for (; row < count; row++) {
    ptrdiff_t block = 0;
    for (; block + ONE_ROW_BLOCKS <= blocks; block += ONE_ROW_BLOCKS) PRODUCT_TILE(1, ONE_ROW_BLOCKS)
    for (; block < blocks; block++) PRODUCT_TILE(1, 1)
  }
}

// Padé approximation of the hyperbolic tangent; only +, ·, ÷, so equal on every machine.
static inline __attribute__((always_inline)) float squash(float x) {
  float v = x < -3.0f ? -3.0f : x > 3.0f ? 3.0f : x;
  float s = v * v;
  return v * (27.0f + s) / (27.0f + 9.0f * s);
}

static inline __attribute__((always_inline)) float gate(float x) { return 0.5f + 0.5f * squash(x * 0.5f); }

#define SUM(a, b) ((int32_t)((uint32_t)(a) + (uint32_t)(b)))

static void recur(ptrdiff_t count, const int32_t *starts, const int32_t *lengths, ptrdiff_t h, int reversed,
                  const int32_t *input, ptrdiff_t inputStride, const int16_t *w, float unit, const float *bias,
                  const float *extra, ptrdiff_t extraStride, const uint8_t *numbers, int16_t *out, ptrdiff_t outStride,
                  float *scratch) {
  float *states = scratch;
  float *restrict gates = scratch + 4 * h;
  int32_t *products4 = (int32_t *)(scratch + 7 * h);
  int16_t *before = (int16_t *)(scratch + 19 * h);
  __builtin_memset(states, 0, (size_t)(4 * h) * sizeof(float));
  __builtin_memset(before, 0, (size_t)(4 * h) * sizeof(int16_t));
  ptrdiff_t active = count;
  for (ptrdiff_t step = 0;; step++) {
    while (active > 0 && lengths[active - 1] <= step) active--;
    if (active == 0) return;
    products(before, h, active, w, h, 3 * h, products4, 3 * h);
    for (ptrdiff_t r = 0; r < active; r++) {
      ptrdiff_t t = starts[r] + (reversed ? lengths[r] - 1 - step : step);
      const int32_t *restrict own = input + t * inputStride;
      const int32_t *restrict product = products4 + r * 3 * h;
      float *restrict state = states + r * h;
      int16_t *restrict target = before + r * h;
      if (extra) {
        const float *restrict row = extra + numbers[t] * extraStride;
        for (ptrdiff_t j = 0; j < 3 * h; j++) gates[j] = (float)SUM(own[j], product[j]) * unit + (bias[j] + row[j]);
      } else {
        for (ptrdiff_t j = 0; j < 3 * h; j++) gates[j] = (float)SUM(own[j], product[j]) * unit + bias[j];
      }
      for (ptrdiff_t j = 0; j < h; j++) {
        float f = gate(gates[j]);
        float o = gate(gates[h + j]);
        float v = squash(gates[2 * h + j]);
        float next = f * state[j] + (1.0f - f) * v;
        state[j] = next;
        // Within ±4096, so adding 1.5 · 2²³ leaves the nearest integer in the low bits.
        float sum = o * squash(next) * 4096.0f + 12582912.0f;
        int32_t bits;
        __builtin_memcpy(&bits, &sum, 4);
        target[j] = (int16_t)bits;
      }
      __builtin_memcpy(out + t * outStride, target, (size_t)h * sizeof(int16_t));
    }
  }
}

static void add_bytes(int16_t *restrict target, const int8_t *restrict bytes, ptrdiff_t count, int shift) {
  for (ptrdiff_t j = 0; j < count; j++) {
    int32_t sum = target[j] + bytes[j] * (1 << shift);
    target[j] = (int16_t)(sum < -32768 ? -32768 : sum > 32767 ? 32767 : sum);
  }
}

typedef float float8 __attribute__((vector_size(32), aligned(4)));

static void dots(const float *query, const float *heads, ptrdiff_t width, ptrdiff_t count, float *scores) {
  for (ptrdiff_t j = 0; j < count; j++) {
    const float *head = heads + j * width;
    float8 s = {0};
    for (ptrdiff_t k = 0; k < width; k += 8) s += *(const float8 *)(query + k) * *(const float8 *)(head + k);
    scores[j] = ((s[0] + s[4]) + (s[1] + s[5])) + ((s[2] + s[6]) + (s[3] + s[7]));
  }
}

// Training

typedef float floats __attribute__((vector_size(4 * FLOATS), aligned(4)));
#define FUSED(a, b, c) __builtin_elementwise_fma(a, b, c)

#define MULTIPLY_TILE(ROWS, VECTORS, TYPE, SIZE)                                                               \
  {                                                                                                            \
    TYPE sum[ROWS][VECTORS];                                                                                   \
    _Pragma("unroll") for (int r = 0; r < ROWS; r++) _Pragma("unroll") for (int v = 0; v < VECTORS; v++)       \
        sum[r][v] = *(const TYPE *)(c + (i + r) * ldc + j + v * SIZE);                                         \
    const float *bp = b + j, *ap = a + i * rowStep;                                                            \
    for (ptrdiff_t p = 0; p < k; p++) {                                                                        \
      TYPE row[VECTORS];                                                                                       \
      _Pragma("unroll") for (int v = 0; v < VECTORS; v++) row[v] = *(const TYPE *)(bp + v * SIZE);             \
      _Pragma("unroll") for (int r = 0; r < ROWS; r++) {                                                       \
        TYPE factor = (TYPE){0} + ap[r * rowStep];                                                             \
        _Pragma("unroll") for (int v = 0; v < VECTORS; v++) sum[r][v] = FUSED(row[v], factor, sum[r][v]);      \
      }                                                                                                        \
      bp += ldb;                                                                                               \
      ap += columnStep;                                                                                        \
    }                                                                                                          \
    _Pragma("unroll") for (int r = 0; r < ROWS; r++) _Pragma("unroll") for (int v = 0; v < VECTORS; v++)       \
        *(TYPE *)(c + (i + r) * ldc + j + v * SIZE) = sum[r][v];                                               \
  }

#define MULTIPLY_ROWS(ROWS)                                                                 \
  {                                                                                         \
    ptrdiff_t j = 0;                                                                        \
    for (; j + 2 * FLOATS <= n; j += 2 * FLOATS) MULTIPLY_TILE(ROWS, 2, floats, FLOATS)     \
    for (; j < n; j += 8) MULTIPLY_TILE(ROWS, 1, float8, 8)                                 \
  }

static void multiply(float *c, const float *a, const float *b, ptrdiff_t m, ptrdiff_t k, ptrdiff_t n,
                     ptrdiff_t rowStep, ptrdiff_t columnStep, ptrdiff_t ldc, ptrdiff_t ldb) {
  ptrdiff_t i = 0;
  if (m == 1) {
    ptrdiff_t j = 0;
    for (; j + 6 * FLOATS <= n; j += 6 * FLOATS) MULTIPLY_TILE(1, 6, floats, FLOATS)
    for (; j + FLOATS <= n; j += FLOATS) MULTIPLY_TILE(1, 1, floats, FLOATS)
    for (; j < n; j += 8) MULTIPLY_TILE(1, 1, float8, 8)
    return;
  }
  for (; i + FLOAT_ROWS <= m; i += FLOAT_ROWS) MULTIPLY_ROWS(FLOAT_ROWS)
  for (; i < m; i++) MULTIPLY_ROWS(1)
}

static void add(float *restrict y, float x, const float *restrict row, ptrdiff_t n) {
  for (ptrdiff_t j = 0; j < n; j += 8)
    *(float8 *)(y + j) = FUSED(*(const float8 *)(row + j), (float8){0} + x, *(const float8 *)(y + j));
}

static void adam(float *restrict value, float *restrict gradient, float *restrict first, float *restrict second,
                 ptrdiff_t n, float rate, float scale, float correction1, float correction2) {
  for (ptrdiff_t j = 0; j < n; j++) {
    float g = gradient[j] * scale;
    float f = 0.9f * first[j] + 0.1f * g;
    float s = 0.98f * second[j] + 0.02f * g * g;
    first[j] = f;
    second[j] = s;
    value[j] -= rate * (f * correction1) / (__builtin_sqrtf(s * correction2) + 1e-8f);
    gradient[j] = 0;
  }
}

static void average(float *restrict target, const float *restrict value, ptrdiff_t n, float weight) {
  for (ptrdiff_t j = 0; j < n; j++) target[j] += weight * (value[j] - target[j]);
}

static void cell(ptrdiff_t h, float *restrict a, const float *restrict old, float *restrict state,
                 float *restrict squashed, float *restrict y) {
  for (ptrdiff_t j = 0; j < h; j++) {
    float f = gate(a[j]);
    float o = gate(a[h + j]);
    float v = squash(a[2 * h + j]);
    float next = (old ? f * old[j] : 0.0f) + (1.0f - f) * v;
    float s = squash(next);
    a[j] = f;
    a[h + j] = o;
    a[2 * h + j] = v;
    state[j] = next;
    squashed[j] = s;
    y[j] = o * s;
  }
}

static void cell_back(ptrdiff_t h, const float *restrict a, const float *restrict squashed, const float *restrict old,
                      const float *restrict dy, const float *restrict dh, float *restrict dc, float *restrict gates) {
  for (ptrdiff_t j = 0; j < h; j++) {
    float f = a[j], o = a[h + j], v = a[2 * h + j], s = squashed[j];
    float dHidden = dh[j] + dy[j];
    float dCell = dc[j] + dHidden * o * (1.0f - s * s);
    float before = old ? old[j] : 0.0f;
    gates[j] = dCell * (before - v) * f * (1.0f - f);
    gates[h + j] = dHidden * s * o * (1.0f - o);
    gates[2 * h + j] = dCell * (1.0f - f) * (1.0f - v * v);
    dc[j] = dCell * f;
  }
}

const chronograph_kernels_t KERNELS = {NAME, products, recur, add_bytes, dots, multiply, add, adam, average, cell,
                                       cell_back};
