#include "ui/picture_number.h"

#include <imgui.h>

#include <functional>
#include <string_view>

namespace yingbin::ui {
namespace {

std::uint64_t mixed_in(std::uint64_t number, const void* bytes, std::size_t size) {
  const std::string_view text(static_cast<const char*>(bytes), size);
  return (number ^ std::hash<std::string_view>{}(text)) * 0x9E3779B97F4A7C15ULL;
}

}  // namespace

std::uint64_t number_of(const ImDrawData& picture) {
  std::uint64_t number = 1;
  for (int i = 0; i < picture.CmdListsCount; ++i) {
    const ImDrawList& list = *picture.CmdLists[i];
    number = mixed_in(number, list.VtxBuffer.Data,
                      static_cast<std::size_t>(list.VtxBuffer.size_in_bytes()));
    number = mixed_in(number, list.IdxBuffer.Data,
                      static_cast<std::size_t>(list.IdxBuffer.size_in_bytes()));
    for (const ImDrawCmd& command : list.CmdBuffer) {
      number = mixed_in(number, &command.ClipRect, sizeof command.ClipRect);
      number = mixed_in(number, &command.TextureId, sizeof command.TextureId);
    }
  }
  return number | 1;
}

}  // namespace yingbin::ui
