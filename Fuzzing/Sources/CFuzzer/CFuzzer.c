// The function is libFuzzer's; a target needs a source file.
#include "CFuzzer.h"
