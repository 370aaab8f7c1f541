// The whole of libpq, and nothing else. Its directory comes from pkg-config.
#ifndef PAIRLEDGER_CPOSTGRES_SHIM_H
#define PAIRLEDGER_CPOSTGRES_SHIM_H

#include <libpq-fe.h>

#endif
