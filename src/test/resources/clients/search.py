#!/usr/bin/python3
"""
Searches for people with slixmpp, a stock client. Prints the fields of the form, and whoever was found by a last name.
Arguments: host port domain user last-name (the password is "secret").
"""
import asyncio
import logging
import sys
from xml.etree import ElementTree

from slixmpp import ClientXMPP


class Client(ClientXMPP):
    def __init__(self, user, domain, host, port):
        super().__init__(user + "@" + domain + "/slixmpp", "secret")
        for plugin in ("xep_0030", "xep_0004", "xep_0055", "xep_0199"):
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


async def main(host, port, domain, user, last):
    client = Client(user, domain, host, int(port))
    await asyncio.wait_for(client.online.wait(), 30)
    service = "fireside." + domain
    info = await client["xep_0030"].get_info(jid=service, timeout=20)
    print("advertised | %s" % ("jabber:iq:search" in info["disco_info"]["features"]), flush=True)
    asked = client.make_iq_get(ito=service)
    asked.enable("search")
    form = (await asked.send(timeout=20))["search"]["form"]
    print("fields | %s" % " ".join(sorted(form.get_fields())), flush=True)
    search = client["xep_0055"].make_search_iq(ito=service)
    search["search"]["form"].add_field("last", value=last)
    found = (await search.send(timeout=20))["search"]["form"]
    for item in found["items"]:
        print("found | %s %s" % (item["jid"], item["nick"]), flush=True)
    plain = client.make_iq_set(ito=service)
    query = ElementTree.SubElement(plain.xml, "{jabber:iq:search}query")
    ElementTree.SubElement(query, "{jabber:iq:search}last").text = last
    for item in (await plain.send(timeout=20)).xml.iter("{jabber:iq:search}item"):
        print("plain | %s %s" % (item.get("jid"), "|".join(field.text for field in item)), flush=True)


if __name__ == "__main__":
    logging.disable(logging.CRITICAL)
    asyncio.get_event_loop().run_until_complete(asyncio.wait_for(main(*sys.argv[1:]), 60))
