#!/usr/bin/python3
"""
Uploads with slixmpp, a stock client: one account uploads a file, tells another its address, and that one reads it.
Prints a line for each thing that was so. Arguments: host port domain one other file (both with the password "secret").
"""
import asyncio
import hashlib
import logging
import sys
from pathlib import Path

from aiohttp import ClientSession
from slixmpp import ClientXMPP
from slixmpp.exceptions import IqError
from slixmpp.plugins.xep_0363.http_upload import FileTooBig


class Client(ClientXMPP):
    def __init__(self, user, domain, host, port):
        super().__init__(user + "@" + domain + "/slixmpp", "secret")
        for plugin in ("xep_0030", "xep_0128", "xep_0199", "xep_0363"):
            self.register_plugin(plugin)
        self["feature_mechanisms"].unencrypted_plain = True
        self["feature_mechanisms"].unencrypted_scram = True
        self.enable_direct_tls = self.enable_starttls = False
        self.enable_plaintext = True
        self.online = asyncio.Event()
        self.told = asyncio.Queue()
        self.add_event_handler("session_start", self.start)
        self.add_event_handler("message", lambda message: self.told.put_nowait(message["body"]))
        try:
            self.connect((host, port), disable_starttls=True, use_ssl=False, force_starttls=False)
        except TypeError:
            self.connect(host, port)

    async def start(self, _):
        self.send_presence()
        await self["xep_0199"].ping(self.boundjid.domain)
        self.online.set()


async def discover(client, domain):
    """COMPAT: slixmpp 1.8.3 hands coroutines to asyncio.wait, which Python 3.11 refuses; so what it looks for is looked for here."""
    uploads = client["xep_0363"]
    items = await client["xep_0030"].get_items(jid=domain, timeout=20)
    for jid, _, _ in items["disco_items"]["items"]:
        info = await client["xep_0030"].get_info(jid=jid, timeout=20)
        kinds = [identity[:2] for identity in info["disco_info"]["identities"]]
        if ("store", "file") in kinds and "urn:xmpp:http:upload:0" in info["disco_info"]["features"]:
            uploads.upload_service = info["from"]
            for form in info["disco_info"].iterables:
                if form["values"]["FORM_TYPE"] == ["urn:xmpp:http:upload:0"]:
                    uploads.max_file_size = int(form["values"]["max-file-size"])


async def main(host, port, domain, one, other, name):
    content = Path(name).read_bytes()
    clients = [Client(user, domain, host, int(port)) for user in (one, other)]
    for client in clients:
        await asyncio.wait_for(client.online.wait(), 30)
    uploads = clients[0]["xep_0363"]
    await discover(clients[0], domain)
    address = await uploads.upload_file(Path(name), domain=domain, timeout=20)
    print("uploaded to | %s" % uploads.upload_service, flush=True)
    clients[0].send_message(mto=clients[1].boundjid.bare, mbody=address)
    told = await asyncio.wait_for(clients[1].told.get(), 30)
    async with ClientSession() as session:
        async with session.get(told) as response:
            read = await response.read()
    print("read | %s" % ("as it was" if hashlib.sha256(read).digest() == hashlib.sha256(content).digest() else "changed"), flush=True)
    print("limit | %s" % uploads.max_file_size, flush=True)
    try:
        await uploads.upload_file(Path(name), size=uploads.max_file_size + 1, domain=domain)
    except FileTooBig:
        print("over the limit | not even asked", flush=True)
    try:
        await uploads.request_slot(uploads.upload_service, "a.bin", uploads.max_file_size + 1)
    except IqError as no:
        print("over the limit | %s %s" % (no.condition, no.iq["error"]["file-too-large"]["max-file-size"]
            if "file-too-large" in no.iq["error"].interfaces else no.iq.xml.find(".//{urn:xmpp:http:upload:0}max-file-size").text), flush=True)


if __name__ == "__main__":
    logging.disable(logging.CRITICAL)
    asyncio.get_event_loop().run_until_complete(asyncio.wait_for(main(*sys.argv[1:]), 90))
