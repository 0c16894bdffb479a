#include "commands/commands.h"

int main(int argc, char** argv) { return yingbin::run(argc, argv); }
