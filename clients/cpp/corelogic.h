// corelogic.h: everything a C++ client needs, by one include. It declares nothing itself.  Side: control.
//
//   wire::Context context;
//   auto connection = client::Connection::open(context, {.name = "my first client"});
//   client::Subscription subscription(*connection);
//   subscription.next(1s);                                            // a Snapshot: the mirror is filled
//   auto guitar = client::find_track(subscription.mirror().project(), "Guitar");
//   connection->call(messages::Command{messages::SetVolume{*guitar, {-6.0}}});
//   subscription.next(1s);                                            // Changed: Guitar is at -6 dB
#pragma once

#include "clients/cpp/connection.h"    // commands and answers, exactly once
#include "clients/cpp/meters.h"        // levels, 30 times a second
#include "clients/cpp/mirror.h"        // a replica of the project
#include "clients/cpp/names.h"         // "guitar/compressor" -> id
#include "clients/cpp/subscription.h"  // every change as it happens
