// The push parser of expat. Its directory comes from pkg-config.
#ifndef PAIRLEDGER_CEXPAT_SHIM_H
#define PAIRLEDGER_CEXPAT_SHIM_H

#include <expat.h>

#endif
