"""Why a count came out so, in numbers: the sentences are written from these."""
