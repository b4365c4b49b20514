#pragma once
#include <isa-l/igzip_lib.h>
#include <stdint.h>
#include <stdlib.h>

// Raw deflate (RFC 1951) at ISA-L's level 1. The stream is a struct with arrays too long for Swift, so it is held here.

typedef struct {
    struct isal_zstream stream;
    uint8_t level[ISAL_DEF_LVL1_DEFAULT];
} serap_deflater;

static inline serap_deflater *serap_deflater_make(void) { return malloc(sizeof(serap_deflater)); }

static inline void serap_deflater_free(serap_deflater *deflater) { free(deflater); }

// Writes the text as one deflate stream; gives its size, or 0 where there is not enough room.
static inline size_t serap_deflate(
    serap_deflater *deflater, const uint8_t *text, uint32_t size, uint8_t *output, uint32_t room) {
    struct isal_zstream *stream = &deflater->stream;
    isal_deflate_stateless_init(stream);
    stream->level = 1;
    stream->level_buf = deflater->level;
    stream->level_buf_size = sizeof(deflater->level);
    stream->gzip_flag = IGZIP_DEFLATE;
    stream->end_of_stream = 1;
    stream->next_in = (uint8_t *)text;
    stream->avail_in = size;
    stream->next_out = output;
    stream->avail_out = room;
    return isal_deflate_stateless(stream) == COMP_OK ? stream->total_out : 0;
}
