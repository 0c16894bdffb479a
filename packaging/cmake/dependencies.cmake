# Every library the build finds; the Debian packages that bring them are in ../dependencies.txt.
find_package(Threads REQUIRED)
find_package(nlohmann_json 3.11 REQUIRED CONFIG)
find_package(tomlplusplus 3.3 REQUIRED CONFIG)
find_package(CLI11 2.1 REQUIRED CONFIG)
find_package(fmt 9 REQUIRED CONFIG)
find_package(spdlog 1.10 REQUIRED CONFIG)
find_package(SQLite3 3.40 REQUIRED)
find_package(SQLiteCpp 3.2 REQUIRED CONFIG)
find_package(ZXing 1.4 REQUIRED CONFIG)
find_package(glfw3 3.3 REQUIRED CONFIG)
find_package(OpenGL REQUIRED COMPONENTS OpenGL)
find_package(ICU 72 REQUIRED COMPONENTS uc i18n)
find_package(Freetype REQUIRED)
find_package(EXPAT 2.5 REQUIRED)
find_package(Intl REQUIRED)
find_package(Gettext REQUIRED)
find_package(PkgConfig REQUIRED)
foreach(package xlsxwriter libsodium minizip pangocairo fontconfig gdk-pixbuf-2.0 alsa x11 xscrnsaver
                gstreamer-1.0 gstreamer-app-1.0 gstreamer-video-1.0)
  string(MAKE_C_IDENTIFIER ${package} id)
  pkg_check_modules(${id} REQUIRED IMPORTED_TARGET ${package})
endforeach()
# OpenCV's own CMake files come only with the whole of it; these two libraries are all that is used.
find_path(OPENCV_INCLUDE opencv2/imgproc.hpp PATH_SUFFIXES opencv4 REQUIRED)
find_library(OPENCV_CORE_LIBRARY opencv_core REQUIRED)
find_library(OPENCV_IMGPROC_LIBRARY opencv_imgproc REQUIRED)
add_library(opencv INTERFACE IMPORTED)
target_include_directories(opencv INTERFACE ${OPENCV_INCLUDE})
target_link_libraries(opencv INTERFACE ${OPENCV_IMGPROC_LIBRARY} ${OPENCV_CORE_LIBRARY})

find_path(CSV_INCLUDE csv.h REQUIRED)
find_library(CSV_LIBRARY csv REQUIRED)
add_library(csv INTERFACE IMPORTED)
target_include_directories(csv INTERFACE ${CSV_INCLUDE})
target_link_libraries(csv INTERFACE ${CSV_LIBRARY})

# Dear ImGui's own pkg-config file names neither FreeType nor a backend, so the target is spelled out.
find_library(IMGUI_LIBRARY libimgui.a REQUIRED)
find_library(STB_LIBRARY stb REQUIRED)
find_path(IMGUI_INCLUDE imgui.h PATH_SUFFIXES imgui REQUIRED)
add_library(imgui STATIC IMPORTED)
set_target_properties(imgui PROPERTIES
  IMPORTED_LOCATION ${IMGUI_LIBRARY}
  INTERFACE_INCLUDE_DIRECTORIES ${IMGUI_INCLUDE}
  INTERFACE_LINK_LIBRARIES "${STB_LIBRARY};Freetype::Freetype;glfw;OpenGL::GL;${CMAKE_DL_LIBS}")
