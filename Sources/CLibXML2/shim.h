#pragma once
#include <iconv.h>
#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/tree.h>
#include <libxml/xmlerror.h>

// `xmlFree` is a mutable global function pointer, which strict concurrency refuses.
static inline void serap_xml_free(void *pointer) { xmlFree(pointer); }
