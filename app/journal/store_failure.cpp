#include "journal/store_failure.h"

#include <sqlite3.h>

#include "text/say.h"

namespace yingbin {

namespace {

std::string advice(const std::string& folder, int code) {
  switch (code & 0xff) {
    case SQLITE_FULL:
      return say(
          "The disk that holds {} is full. What is recorded is kept and can be read; free some "
          "space and try again.",
          folder);
    case SQLITE_READONLY:
      return say(
          "{} is read-only, so nothing can be recorded there. What is recorded can be read; make "
          "the disk and the folder writable, or use another folder with --data.",
          folder);
    case SQLITE_CORRUPT:
      return say(
          "The journal in {} is damaged. Stop, copy the whole folder to another disk, then run "
          "`yingbin records` for what can still be read, and go on from another station's records.",
          folder);
    case SQLITE_NOTADB:
      return say(
          "The journal in {} is not readable as one: it was overwritten or damaged. Keep the "
          "folder as it is, and start from a copy or from another station's records.",
          folder);
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      return say(
          "The journal in {} cannot be opened. See that the folder is there and that you may read "
          "and write it.",
          folder);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return say("Another program is using the journal in {}. Close it and try again.", folder);
    case SQLITE_NOMEM:
      return say("There is not enough memory for the journal in {}. Close other programs.", folder);
    default:
      return say(
          "The disk that holds {} does not take or give data. What was shown as recorded is kept; "
          "check the cable and the disk, then start the station again.",
          folder);
  }
}

}  // namespace

Failure store_failure(const std::filesystem::path& file, int code, const std::string& detail) {
  return {advice(file.parent_path().string(), code) + " (" + detail + ")"};
}

}  // namespace yingbin
