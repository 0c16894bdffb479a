# Station and hub as two Debian packages: `cmake --build --preset release --target deb` makes them in the
# build folder's package/. What is installed where; the program finds its assets beside itself (app/commands/folders.h).
find_program(GZIP_EXECUTABLE gzip REQUIRED)
set(packaging ${PROJECT_SOURCE_DIR}/packaging)

# As Debian wants manuals and changelogs: compressed, the same bytes each time.
function(yingbin_compressed file output)
  add_custom_command(OUTPUT ${output}
    COMMAND ${GZIP_EXECUTABLE} -9nc ${file} > ${output} DEPENDS ${file} VERBATIM)
endfunction()
set(compressed ${PROJECT_BINARY_DIR}/packaging)
file(MAKE_DIRECTORY ${compressed})
yingbin_compressed(${packaging}/yingbin.1 ${compressed}/yingbin.1.gz)
yingbin_compressed(${packaging}/debian/changelog ${compressed}/changelog.gz)
yingbin_compressed(${packaging}/yingbin-hub.1 ${compressed}/yingbin-hub.1.gz)
add_custom_target(yingbin_documents ALL DEPENDS ${compressed}/yingbin.1.gz
  ${compressed}/yingbin-hub.1.gz ${compressed}/changelog.gz)

install(TARGETS yingbin DESTINATION bin COMPONENT station)
install(DIRECTORY ${PROJECT_BINARY_DIR}/assets/locale/ DESTINATION share/locale COMPONENT station)
install(DIRECTORY ${PROJECT_SOURCE_DIR}/assets/sample DESTINATION share/yingbin COMPONENT station)
install(FILES ${compressed}/yingbin.1.gz DESTINATION share/man/man1 COMPONENT station)
install(FILES ${compressed}/changelog.gz ${packaging}/debian/copyright DESTINATION share/doc/yingbin COMPONENT station)
install(PROGRAMS ${packaging}/kiosk/keep-open DESTINATION libexec/yingbin COMPONENT station)
install(FILES ${packaging}/kiosk/yingbin-kiosk.service DESTINATION /lib/systemd/system COMPONENT station)
install(FILES ${packaging}/kiosk/60-yingbin.rules DESTINATION /lib/udev/rules.d COMPONENT station)
install(FILES ${packaging}/kiosk/yingbin.default DESTINATION /etc/default COMPONENT station RENAME yingbin)
install(FILES ${packaging}/kiosk/yingbin-kiosk.pam DESTINATION /etc/pam.d COMPONENT station RENAME yingbin-kiosk)

install(TARGETS yingbin-hub DESTINATION bin COMPONENT hub)
# Of its own, so that both packages fit on one machine.
install(DIRECTORY ${PROJECT_BINARY_DIR}/assets/locale/ DESTINATION share/yingbin-hub/locale COMPONENT hub)
install(FILES ${compressed}/yingbin-hub.1.gz DESTINATION share/man/man1 COMPONENT hub)
install(FILES ${compressed}/changelog.gz ${packaging}/debian/copyright DESTINATION share/doc/yingbin-hub
  COMPONENT hub)
install(FILES ${packaging}/hub/yingbin-hub.service DESTINATION /lib/systemd/system COMPONENT hub)
install(FILES ${packaging}/hub/yingbin-hub.default DESTINATION /etc/default RENAME yingbin-hub
  COMPONENT hub)

# Libraries are found by dpkg-shlibdeps; what else the station needs is in the one list of packages.
file(STRINGS ${packaging}/dependencies.txt lines)
set(depends "")
foreach(line ${lines})
  if(line MATCHES "^\\[([a-z]+)\\]")
    set(group ${CMAKE_MATCH_1})
  elseif(group MATCHES "^(running|kiosk)$" AND line MATCHES "^([a-z0-9.+-]+)")
    list(APPEND depends ${CMAKE_MATCH_1})
  endif()
endforeach()
string(JOIN ", " CPACK_DEBIAN_STATION_PACKAGE_DEPENDS ${depends})
set(CPACK_DEBIAN_HUB_PACKAGE_DEPENDS adduser)

set(CMAKE_SKIP_INSTALL_ALL_DEPENDENCY ON)  # CPack would build the tests too
set(CPACK_GENERATOR DEB)
set(CPACK_SET_DESTDIR ON)  # some files belong outside of /usr
set(CPACK_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_PACKAGE_NAME yingbin)
set(CPACK_PACKAGE_CONTACT "the authors of yingbin <yingbin@localhost>")
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_COMPONENTS_ALL station hub)
set(CPACK_DEBIAN_STATION_PACKAGE_NAME yingbin)
set(CPACK_DEBIAN_HUB_PACKAGE_NAME yingbin-hub)
set(CPACK_COMPONENT_STATION_DESCRIPTION
"check-in station for the day of an event
A full-screen touch app for the desks at the doors of a hall: admits every
guest once, seats them by the hall's rules and keeps a durable record of each
act. Nothing waits for a network. With a service that makes a machine a kiosk.")
set(CPACK_COMPONENT_HUB_DESCRIPTION
"where the check-in stations of an event meet
Exchanges the stations' records over TLS, hands out the right to give seats,
and keeps everything in SQLite or PostgreSQL. Stations work without it, too.")
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION misc)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_STATION_PACKAGE_RECOMMENDS "alsa-utils")
set(CPACK_DEBIAN_STATION_PACKAGE_CONTROL_EXTRA ${packaging}/debian/postinst ${packaging}/debian/prerm
  ${packaging}/debian/postrm ${packaging}/debian/conffiles)
set(CPACK_DEBIAN_HUB_PACKAGE_CONTROL_EXTRA ${packaging}/hub/postinst ${packaging}/hub/prerm
  ${packaging}/hub/postrm ${packaging}/hub/conffiles)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
include(CPack)

add_custom_target(deb
  COMMAND ${CMAKE_CPACK_COMMAND} -G DEB --config ${PROJECT_BINARY_DIR}/CPackConfig.cmake
          -B ${PROJECT_BINARY_DIR}/package VERBATIM)
add_dependencies(deb yingbin yingbin-hub yingbin_strings yingbin_documents)
