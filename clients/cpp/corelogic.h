// corelogic.h: everything a C++ client needs, by one include. It declares nothing itself.  Side: control.
//
//   auto studio = client::Studio::open({.name = "my first client"});
//   if (!studio->wait()) return 1;                                          // no controller; it is found when it comes
//   const auto guitar = client::find_track(studio->project(), "Guitar");    // the replica keeps itself up to date
//   studio->call(messages::SetVolume{*guitar, {-6.0}});                     // waits: it is on disk
//   studio->post(messages::SetPan{*guitar, 0.3}, [](const auto& done) {});  // does not wait
//   studio->on_event([](const client::Event& event) {});                    // what anybody changes, touches, opens
//   studio->poll(1s);                                                       // everything happens in here
//
// A whole program is clients/cpp/example/example.cpp. What the controller refuses has a code, a subject and a sentence that
// says what would be right.
#pragma once

#include "clients/cpp/meters.h"        // levels, 30 times a second
#include "clients/cpp/names.h"         // "guitar/compressor" -> id
#include "clients/cpp/studio.h"        // the connection, the replica, commands, gestures
#include "clients/cpp/subscription.h"  // the same in two parts, for who wants to wait for one event at a time
