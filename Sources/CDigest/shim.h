#pragma once
#include <stddef.h>
#include <stdint.h>

// The SHA-256 instructions of x86 processors (Intel SDM, SHA extensions), about six times as fast as plain arithmetic.
// Other processors say that they have none, and the caller computes by itself.

#if defined(__x86_64__)
#include <cpuid.h>
#include <immintrin.h>

static inline int serap_has_sha256(void) {
    unsigned int a, b, c, d;
    if (!__get_cpuid(1, &a, &b, &c, &d) || !(c & (1u << 19)) || !(c & (1u << 9))) return 0;
    return __get_cpuid_count(7, 0, &a, &b, &c, &d) && (b & (1u << 29));
}

// Mixes whole blocks of 64 bytes into the eight words of the state; `k` holds the 64 constants of FIPS 180-4.
__attribute__((target("sha,sse4.1,ssse3")))
static inline void serap_sha256(uint32_t *state, const uint8_t *data, size_t blocks, const uint32_t *k) {
    const __m128i swap = _mm_set_epi64x(0x0c0d0e0f08090a0bLL, 0x0405060700010203LL);
    // The instructions hold the state as ABEF and CDGH.
    __m128i half = _mm_shuffle_epi32(_mm_loadu_si128((const __m128i *)state), 0xB1);
    __m128i cdgh = _mm_shuffle_epi32(_mm_loadu_si128((const __m128i *)(state + 4)), 0x1B);
    __m128i abef = _mm_alignr_epi8(half, cdgh, 8);
    cdgh = _mm_blend_epi16(cdgh, half, 0xF0);
    for (; blocks > 0; blocks--, data += 64) {
        const __m128i abef_before = abef, cdgh_before = cdgh;
        __m128i w[4];
        for (int i = 0; i < 16; i++) {
            if (i < 4) w[i] = _mm_shuffle_epi8(_mm_loadu_si128((const __m128i *)(data + 16 * i)), swap);
            const __m128i last = w[i & 3];
            const __m128i words = _mm_add_epi32(last, _mm_loadu_si128((const __m128i *)(k + 4 * i)));
            cdgh = _mm_sha256rnds2_epu32(cdgh, abef, words);
            // The next four words, while the rounds wait for each other: a sixth of the time.
            if (i >= 3 && i < 15) {
                __m128i next = _mm_sha256msg1_epu32(w[(i + 1) & 3], w[(i + 2) & 3]);
                next = _mm_add_epi32(next, _mm_alignr_epi8(last, w[(i + 3) & 3], 4));
                w[(i + 1) & 3] = _mm_sha256msg2_epu32(next, last);
            }
            abef = _mm_sha256rnds2_epu32(abef, cdgh, _mm_shuffle_epi32(words, 0x0E));
        }
        abef = _mm_add_epi32(abef, abef_before);
        cdgh = _mm_add_epi32(cdgh, cdgh_before);
    }
    half = _mm_shuffle_epi32(abef, 0x1B);
    cdgh = _mm_shuffle_epi32(cdgh, 0xB1);
    _mm_storeu_si128((__m128i *)state, _mm_blend_epi16(half, cdgh, 0xF0));
    _mm_storeu_si128((__m128i *)(state + 4), _mm_alignr_epi8(cdgh, half, 8));
}
#else
static inline int serap_has_sha256(void) { return 0; }
static inline void serap_sha256(uint32_t *state, const uint8_t *data, size_t blocks, const uint32_t *k) {
    (void)state; (void)data; (void)blocks; (void)k;
}
#endif
