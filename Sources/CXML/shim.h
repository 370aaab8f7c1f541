// The schemas of libxml2, by which tests look at what was written. Its directory comes from pkg-config.
#ifndef PAIRLEDGER_CXML_SHIM_H
#define PAIRLEDGER_CXML_SHIM_H

#include <libxml/xmlversion.h>

// Debian's libxml2 shows the types of its ICU, which are not those of the ICU in Foundation: a module that sees both does not compile. Only
// the insides of character encodings are told by them, which nothing here looks at.
#undef LIBXML_ICU_ENABLED

#include <libxml/parser.h>
#include <libxml/xmlerror.h>
#include <libxml/xmlschemas.h>

#endif
