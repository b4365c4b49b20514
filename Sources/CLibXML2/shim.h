#pragma once
#include <libxml/xmlversion.h>
// Debian's libxml2 would pull in the system's ICU headers, whose types clash with those of Foundation's own ICU in any
// file that sees both. Nothing here uses them: text is brought to UTF-8 before libxml2 sees it.
#undef LIBXML_ICU_ENABLED
#include <iconv.h>
#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/tree.h>
#include <libxml/xmlerror.h>

// `xmlFree` is a mutable global function pointer, which strict concurrency refuses.
static inline void serap_xml_free(void *pointer) { xmlFree(pointer); }
