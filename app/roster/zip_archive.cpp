#include "roster/zip_archive.h"

#include <array>
#include <vector>

#include <unzip.h>

#include "text/say.h"

namespace yingbin {
namespace {

constexpr std::size_t kPieceBytes = 64 * 1024;
constexpr std::uint64_t kPartsMax = 20'000;
constexpr unsigned long kEncryptedFlag = 1;
constexpr int kAnyCase = 2;

// minizip's view of a ByteSource: a stream with a position.
struct Stream {
  ByteSource* source;
  std::uint64_t position;
};

Stream& stream_of(void* pointer) { return *static_cast<Stream*>(pointer); }

void* open_stream(void* opaque, const void*, int) { return opaque; }

unsigned long read_stream(void*, void* pointer, void* to, unsigned long count) {
  Stream& stream = stream_of(pointer);
  const std::size_t got = stream.source->read_at(stream.position, static_cast<char*>(to), count);
  stream.position += got;
  return got;
}

unsigned long write_stream(void*, void*, const void*, unsigned long) { return 0; }

ZPOS64_T tell_stream(void*, void* pointer) { return stream_of(pointer).position; }

long seek_stream(void*, void* pointer, ZPOS64_T offset, int origin) {
  Stream& stream = stream_of(pointer);
  std::uint64_t base = 0;
  if (origin == ZLIB_FILEFUNC_SEEK_CUR) base = stream.position;
  if (origin == ZLIB_FILEFUNC_SEEK_END) base = stream.source->size();
  if (base > stream.source->size() || offset > stream.source->size() - base) return -1;
  stream.position = base + offset;
  return 0;
}

int close_stream(void*, void*) { return 0; }
int stream_error(void*, void*) { return 0; }

Failure damaged() {
  return Failure{
      say("The file is damaged (its checksum or structure is wrong). Copy it again from "
          "where it came from, or open it in Excel or WPS and save it anew.")};
}

Failure too_large() {
  return Failure{
      say("The file unpacks to far more than a guest list can hold and is refused. Copy "
          "the rows into a new workbook and save that.")};
}

bool is_bomb(const unz_file_info64& info) {
  if (info.uncompressed_size > kPartBytesMax) return true;
  return info.uncompressed_size > kPartRatioFreeBytes &&
         info.uncompressed_size / kPartRatioMax > info.compressed_size;
}

}  // namespace

struct ZipArchive::Handle {
  Stream stream{};
  unzFile zip = nullptr;
  ~Handle() {
    if (zip != nullptr) unzClose(zip);
  }
};

ZipArchive::ZipArchive(std::unique_ptr<Handle> handle) : handle_(std::move(handle)) {}
ZipArchive::~ZipArchive() = default;
ZipArchive::ZipArchive(ZipArchive&&) noexcept = default;

Result<ZipArchive> ZipArchive::open(ByteSource& source) {
  auto handle = std::make_unique<Handle>();
  handle->stream = {&source, 0};
  zlib_filefunc64_def calls{open_stream, read_stream,  write_stream, tell_stream,
                            seek_stream, close_stream, stream_error, &handle->stream};
  handle->zip = unzOpen2_64("list", &calls);
  if (handle->zip == nullptr) return damaged();
  unz_global_info64 facts{};
  if (unzGetGlobalInfo64(handle->zip, &facts) != UNZ_OK) return damaged();
  if (facts.number_entry > kPartsMax) return too_large();
  return ZipArchive(std::move(handle));
}

bool ZipArchive::has(const std::string& part) {
  return unzLocateFile(handle_->zip, part.c_str(), kAnyCase) == UNZ_OK;
}

std::uint64_t ZipArchive::size_of(const std::string& part) {
  unz_file_info64 info{};
  if (!has(part)) return 0;
  const int answer =
      unzGetCurrentFileInfo64(handle_->zip, &info, nullptr, 0, nullptr, 0, nullptr, 0);
  return answer == UNZ_OK ? info.uncompressed_size : 0;
}

Result<void> ZipArchive::read(const std::string& part, const TakePiece& take) {
  unzFile zip = handle_->zip;
  unz_file_info64 info{};
  if (!has(part)) return damaged();
  if (unzGetCurrentFileInfo64(zip, &info, nullptr, 0, nullptr, 0, nullptr, 0) != UNZ_OK) {
    return damaged();
  }
  if ((info.flag & kEncryptedFlag) != 0) {
    return Failure{
        say("The file is protected by a password. Open it, take the password off, save "
            "it, and import that file.")};
  }
  if (is_bomb(info)) return too_large();
  if (unzOpenCurrentFile(zip) != UNZ_OK) return damaged();

  std::vector<char> buffer(kPieceBytes);
  std::uint64_t total = 0;
  int got = 0;
  bool wanted = true;
  while (wanted && (got = unzReadCurrentFile(zip, buffer.data(), kPieceBytes)) > 0) {
    total += static_cast<std::uint64_t>(got);
    if (total > kPartBytesMax) break;
    wanted = take({buffer.data(), static_cast<std::size_t>(got)});
  }
  // The close tells a wrong CRC, but only of a part that was read to its end.
  const int closed = unzCloseCurrentFile(zip);
  if (total > kPartBytesMax) return too_large();
  if (!wanted) return {};
  if (got < 0 || closed != UNZ_OK || total != info.uncompressed_size) return damaged();
  return {};
}

}  // namespace yingbin
