#include "commands/serve.h"

int main(int argc, char** argv) { return yingbin::run_hub(argc, argv); }
