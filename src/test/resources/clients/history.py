#!/usr/bin/python3
"""
Reads an archive (XEP-0313) with slixmpp, a stock client, page by page from both ends. Prints what it found.
Arguments: host port domain user archive with (the password is "secret").
"""
import asyncio
import logging
import sys

from slixmpp import JID, ClientXMPP


class Client(ClientXMPP):
    def __init__(self, user, domain, host, port):
        super().__init__(user + "@" + domain + "/slixmpp", "secret")
        for plugin in ("xep_0030", "xep_0059", "xep_0199", "xep_0297", "xep_0313"):
            self.register_plugin(plugin)
        self["feature_mechanisms"].unencrypted_plain = True
        self["feature_mechanisms"].unencrypted_scram = True
        self.enable_direct_tls = self.enable_starttls = False
        self.enable_plaintext = True
        self.online = asyncio.Event()
        self.add_event_handler("session_start", self.start)
        try:
            self.connect((host, port), disable_starttls=True, use_ssl=False, force_starttls=False)
        except TypeError:
            self.connect(host, port)

    async def start(self, _):
        self.send_presence()
        await self["xep_0199"].ping(self.boundjid.domain)
        self.online.set()


def body(message):
    return message["mam_result"]["forwarded"]["stanza"]["body"]


async def main(host, port, domain, user, archive, other):
    client = Client(user, domain, host, int(port))
    await asyncio.wait_for(client.online.wait(), 30)
    info = await client["xep_0030"].get_info(jid=archive, timeout=20)
    print("advertised | %s" % ("urn:xmpp:mam:2" in info["disco_info"]["features"]), flush=True)
    mam = client["xep_0313"]
    async for message in mam.iterate(jid=JID(archive), with_jid=JID(other), rsm={"max": 10}):
        print("forwards | %s" % body(message), flush=True)
    newest_first = [body(message) async for message in mam.iterate(jid=JID(archive), with_jid=JID(other), reverse=True, rsm={"max": 10})]
    for text in reversed(newest_first):
        print("backwards | %s" % text, flush=True)
    ends = (await mam.get_archive_metadata(jid=JID(archive), timeout=20))["mam_metadata"]
    print("ends | %s %s" % (ends["start"]["id"], ends["end"]["id"]), flush=True)


if __name__ == "__main__":
    logging.disable(logging.CRITICAL)
    asyncio.get_event_loop().run_until_complete(asyncio.wait_for(main(*sys.argv[1:]), 60))
