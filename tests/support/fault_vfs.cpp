#include "support/fault_vfs.h"

#include <sqlite3.h>

#include <algorithm>
#include <cstring>
#include <fstream>
#include <map>
#include <optional>
#include <random>
#include <sstream>
#include <vector>

namespace yingbin::support {

namespace {

struct Change {
  std::int64_t offset = 0;  // of a write, or the length of a truncation
  std::optional<std::string> bytes;
};

// What a file would hold if power went now, and what was asked of it since the last flush.
struct Image {
  std::optional<std::string> durable;  // none: the file itself was never flushed
  std::vector<Change> pending;
};

std::optional<std::string> read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::nullopt;
  std::ostringstream bytes;
  bytes << file.rdbuf();
  return bytes.str();
}

void change(std::optional<std::string>& content, const Change& one, std::size_t length) {
  if (!content) content.emplace();
  const auto offset = static_cast<std::size_t>(one.offset);
  if (!one.bytes) return content->resize(offset);
  if (content->size() < offset + length) content->resize(offset + length);
  content->replace(offset, length, *one.bytes, 0, length);
}

}  // namespace

struct FaultVfs::Disk {
  std::string name;
  sqlite3_vfs vfs{};
  sqlite3_vfs* real = nullptr;
  std::map<std::string, Image> images;
  std::uint64_t calls = 0;
  std::uint64_t fail_from = 0;
  std::uint64_t fail_to = 0;
  FaultKind kind = FaultKind::io_error;
  Flush flush = Flush::honest;
  bool dead = false;
  bool failed = false;
  std::mt19937_64 random{20261122};

  // The code that this call must fail with, or SQLITE_OK.
  int fault(int io_code) {
    if (dead) return io_code;
    ++calls;
    if (calls < fail_from || calls >= fail_to) return SQLITE_OK;
    failed = true;
    return kind == FaultKind::full ? SQLITE_FULL : io_code;
  }

  // A failed flush, as Linux leaves it: some pages reached the disk, and the others count as clean,
  // so that no later flush brings them there.
  void flush_some(Image& image) {
    for (const Change& one : image.pending) {
      if (random() % 2 == 0) change(image.durable, one, one.bytes ? one.bytes->size() : 0);
    }
    image.pending.clear();
  }

  Image& image(const std::string& path) {
    const auto [at, fresh] = images.try_emplace(path);
    if (fresh) at->second.durable = read_file(path);
    return at->second;
  }
};

namespace {

using Disk = FaultVfs::Disk;

struct File {
  sqlite3_file base;
  Disk* disk;
  sqlite3_file* real;
  const char* path;  // SQLite keeps it while the file is open; null for temporary files
};

File* of(sqlite3_file* file) { return reinterpret_cast<File*>(file); }
sqlite3_file* real(sqlite3_file* file) { return of(file)->real; }

int x_close(sqlite3_file* file) { return real(file)->pMethods->xClose(real(file)); }
int x_read(sqlite3_file* file, void* bytes, int count, sqlite3_int64 offset) {
  if (of(file)->disk->dead) return SQLITE_IOERR_READ;
  return real(file)->pMethods->xRead(real(file), bytes, count, offset);
}
int x_write(sqlite3_file* file, const void* bytes, int count, sqlite3_int64 offset) {
  Disk& disk = *of(file)->disk;
  const int code = disk.fault(SQLITE_IOERR_WRITE);
  if (disk.dead) return code;
  // A full disk takes a part; a disk that reports an error may have taken all, and then is gone.
  int done = count;
  if (code == SQLITE_FULL) done = count / 2 / 512 * 512;
  if (code != SQLITE_OK && disk.calls > disk.fail_from) done = 0;
  if (of(file)->path && done > 0) {
    const std::string written(static_cast<const char*>(bytes), static_cast<std::size_t>(done));
    disk.image(of(file)->path).pending.push_back({offset, written});
  }
  const int wrote =
      done > 0 ? real(file)->pMethods->xWrite(real(file), bytes, done, offset) : SQLITE_OK;
  return code != SQLITE_OK ? code : wrote;
}
int x_truncate(sqlite3_file* file, sqlite3_int64 size) {
  Disk& disk = *of(file)->disk;
  if (const int code = disk.fault(SQLITE_IOERR_TRUNCATE)) return code;
  if (of(file)->path) disk.image(of(file)->path).pending.push_back({size, std::nullopt});
  return real(file)->pMethods->xTruncate(real(file), size);
}
int x_sync(sqlite3_file* file, int) {
  Disk& disk = *of(file)->disk;
  if (disk.fault(SQLITE_IOERR_FSYNC) != SQLITE_OK) {
    if (!disk.dead && of(file)->path) disk.flush_some(disk.image(of(file)->path));
    return SQLITE_IOERR_FSYNC;  // never FULL: the machine's own says so too
  }
  if (!of(file)->path || disk.flush == Flush::lying) return SQLITE_OK;
  Image& image = disk.image(of(file)->path);
  if (!image.durable) image.durable.emplace();
  for (const Change& one : image.pending)
    change(image.durable, one, one.bytes ? one.bytes->size() : 0);
  image.pending.clear();
  return SQLITE_OK;
}
int x_file_size(sqlite3_file* file, sqlite3_int64* size) {
  return real(file)->pMethods->xFileSize(real(file), size);
}
int x_lock(sqlite3_file* file, int level) { return real(file)->pMethods->xLock(real(file), level); }
int x_unlock(sqlite3_file* file, int level) {
  return real(file)->pMethods->xUnlock(real(file), level);
}
int x_check_lock(sqlite3_file* file, int* held) {
  return real(file)->pMethods->xCheckReservedLock(real(file), held);
}
int x_control(sqlite3_file* file, int operation, void* argument) {
  return real(file)->pMethods->xFileControl(real(file), operation, argument);
}
int x_sector_size(sqlite3_file* file) { return real(file)->pMethods->xSectorSize(real(file)); }
int x_characteristics(sqlite3_file* file) {
  return real(file)->pMethods->xDeviceCharacteristics(real(file));
}
int x_shm_map(sqlite3_file* file, int page, int size, int extend, void volatile** memory) {
  return real(file)->pMethods->xShmMap(real(file), page, size, extend, memory);
}
int x_shm_lock(sqlite3_file* file, int offset, int count, int flags) {
  return real(file)->pMethods->xShmLock(real(file), offset, count, flags);
}
void x_shm_barrier(sqlite3_file* file) { real(file)->pMethods->xShmBarrier(real(file)); }
int x_shm_unmap(sqlite3_file* file, int remove) {
  return real(file)->pMethods->xShmUnmap(real(file), remove);
}

// Version 2: no memory-mapped reads, which would pass by x_read.
const sqlite3_io_methods kMethods = {2,
                                     x_close,
                                     x_read,
                                     x_write,
                                     x_truncate,
                                     x_sync,
                                     x_file_size,
                                     x_lock,
                                     x_unlock,
                                     x_check_lock,
                                     x_control,
                                     x_sector_size,
                                     x_characteristics,
                                     x_shm_map,
                                     x_shm_lock,
                                     x_shm_barrier,
                                     x_shm_unmap,
                                     nullptr,
                                     nullptr};

Disk& disk_of(sqlite3_vfs* vfs) { return *static_cast<Disk*>(vfs->pAppData); }

int x_open(sqlite3_vfs* vfs, const char* path, sqlite3_file* file, int flags, int* out_flags) {
  Disk& disk = disk_of(vfs);
  file->pMethods = nullptr;
  if (disk.fault(SQLITE_CANTOPEN)) return SQLITE_CANTOPEN;
  auto* mine = of(file);
  mine->disk = &disk;
  mine->path = path;
  mine->real = reinterpret_cast<sqlite3_file*>(mine + 1);
  if (path) disk.image(path);
  const int code = disk.real->xOpen(disk.real, path, mine->real, flags, out_flags);
  if (code == SQLITE_OK) file->pMethods = &kMethods;
  return code;
}

int x_delete(sqlite3_vfs* vfs, const char* path, int sync_folder) {
  Disk& disk = disk_of(vfs);
  if (const int code = disk.fault(SQLITE_IOERR_DELETE)) return code;
  const int code = disk.real->xDelete(disk.real, path, sync_folder);
  if (code == SQLITE_OK) disk.image(path) = Image{};
  return code;
}

}  // namespace

FaultVfs::FaultVfs(std::string name) : disk_(std::make_unique<Disk>()) {
  disk_->name = std::move(name);
  disk_->real = sqlite3_vfs_find(nullptr);
  disk_->vfs = *disk_->real;
  disk_->vfs.zName = disk_->name.c_str();
  disk_->vfs.pAppData = disk_.get();
  disk_->vfs.szOsFile = static_cast<int>(sizeof(File)) + disk_->real->szOsFile;
  disk_->vfs.xOpen = x_open;
  disk_->vfs.xDelete = x_delete;
  sqlite3_vfs_register(&disk_->vfs, 0);
}

FaultVfs::~FaultVfs() { sqlite3_vfs_unregister(&disk_->vfs); }

const std::string& FaultVfs::name() const { return disk_->name; }
std::uint64_t FaultVfs::calls() const { return disk_->calls; }
bool FaultVfs::failed() const { return disk_->failed; }
void FaultVfs::set_flush(Flush flush) { disk_->flush = flush; }
void FaultVfs::cut_power() { disk_->dead = true; }
void FaultVfs::forget_files() { disk_->images.clear(); }
void FaultVfs::stop_failing() { disk_->fail_from = disk_->fail_to = 0; }

void FaultVfs::fail_call(std::uint64_t number, FaultKind kind, std::uint64_t for_calls) {
  disk_->fail_from = disk_->calls + number;
  disk_->fail_to = disk_->fail_from + for_calls;
  disk_->kind = kind;
  disk_->failed = false;
}

void FaultVfs::restore_power(std::uint64_t seed) {
  std::mt19937_64 random(seed);
  for (auto& [path, image] : disk_->images) {
    for (const Change& one : image.pending) {
      const std::size_t size = one.bytes ? one.bytes->size() : 0;
      switch (random() % 3) {
        case 0:
          break;
        case 1:
          change(image.durable, one, size);
          break;
        default:
          if (one.bytes) change(image.durable, one, random() % (size + 1) / 512 * 512);
      }
    }
    // The file keeps its inode: a new one would look like a copied folder.
    if (image.durable) {
      std::ofstream(path, std::ios::binary | std::ios::trunc) << *image.durable;
    } else {
      std::filesystem::remove(path);
    }
    std::filesystem::remove(path + "-shm");
  }
  disk_->images.clear();
  disk_->dead = false;
  stop_failing();
}

}  // namespace yingbin::support
