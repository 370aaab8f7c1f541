// The push parser of libxml2, and nothing else. Its directory comes from pkg-config.
#ifndef PAIRLEDGER_CXML_SHIM_H
#define PAIRLEDGER_CXML_SHIM_H

#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <libxml/xmlerror.h>

#endif
