# keys_test.py: key files as the other clients write them, and that nothing goes over the network in the clear.
import os
import tempfile
import unittest
from unittest import mock

from corelogic import AsyncStudio, Denied, Duplicate, Invalid, Storage, Studio, Unsupported, make_key_file, read_key_file
from corelogic.keys import way_to

NETWORK = "tcp://127.0.0.1:9610"
SERVER = "rq:rM>}U?@Lns47E1%kR.o@n%FcmmsL/@{H8]yf7"


class KeysTest(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory(prefix="cl")
        self.addCleanup(self.folder.cleanup)

    def path(self, name):
        return os.path.join(self.folder.name, name)

    def test_makes_a_pair_once_in_a_file_of_ones_own_and_reads_it_again(self):
        path = self.path("my-key")
        pair = make_key_file(path)
        self.assertEqual(os.stat(path).st_mode & 0o777, 0o600)
        with open(path, encoding="utf-8") as file:
            self.assertEqual(file.read(), f"public {pair.public}\nsecret {pair.secret}\n")
        self.assertEqual(read_key_file(path), pair)
        with self.assertRaises(Duplicate):
            make_key_file(path)
        self.assertEqual(way_to(NETWORK, SERVER, key_file=path), (SERVER, pair))
        self.assertEqual(way_to(NETWORK, SERVER, pair.public, pair.secret), (SERVER, pair))

    def test_refuses_a_key_file_that_others_may_read_that_holds_no_pair_or_is_not_there(self):
        path = self.path("open-key")
        with open(path, "w", encoding="utf-8") as file:
            file.write("public abc\nsecret def\nnothing\n")
        os.chmod(path, 0o600)
        with self.assertRaises(Invalid) as caught:
            read_key_file(path)
        self.assertEqual(caught.exception.subject, path)
        os.chmod(path, 0o640)
        with self.assertRaises(Denied):
            read_key_file(path)
        for act in (lambda: read_key_file(self.path("none")), lambda: make_key_file(self.path("none/key"))):
            with self.assertRaises(Storage) as caught:
                act()
            self.assertIn("No such file", caught.exception.sentence)

    def test_never_speaks_to_the_network_without_keys(self):
        pair = make_key_file(self.path("key"))
        for studio in (Studio, AsyncStudio):
            with self.assertRaises(Invalid) as caught:
                studio(NETWORK)
            self.assertIn("corelogic access key", caught.exception.sentence)
        for keys in ({}, {"server_key": SERVER}, {"public_key": pair.public, "secret_key": pair.secret},
                     {"server_key": "short", "key_file": self.path("key")},
                     {"server_key": SERVER, "public_key": pair.public, "secret_key": ""}):
            with self.assertRaises(Invalid):
                way_to(NETWORK, **keys)
        self.assertIsNone(way_to("ipc:///run/corelogic/control"))

    def test_says_what_to_do_when_libzmq_has_no_curve(self):
        pair = make_key_file(self.path("key"))
        with mock.patch("zmq.has", return_value=False):
            with self.assertRaises(Unsupported) as caught:
                way_to(NETWORK, SERVER, pair.public, pair.secret)
            self.assertIn("python3-zmq", caught.exception.sentence)
            with self.assertRaises(Unsupported):
                make_key_file(self.path("never"))
            self.assertIsNone(way_to("ipc:///run/corelogic/control"))
        self.assertFalse(os.path.exists(self.path("never")))


if __name__ == "__main__":
    unittest.main()
