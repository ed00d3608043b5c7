#!/usr/bin/python3
"""
Talks and listens with slixmpp, a stock client, as it is told. Each line of its input is an order as JSON, {"do": ..., ...};
each is answered with a line of JSON: {"well": what came of it}, {"unsupported": why this version cannot}, {"refused": by what
error}, or {"wrong": what}. Messages are named by their words. Arguments: host port domain user (the password is "secret").
"""
import asyncio
import importlib
import io
import json
import logging
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import slixmpp
from slixmpp import ClientXMPP, JID
from slixmpp.exceptions import IqError, IqTimeout
from slixmpp.xmlstream.tostring import tostring

PLUGINS = ("xep_0004", "xep_0030", "xep_0045", "xep_0048", "xep_0049", "xep_0054", "xep_0059", "xep_0060", "xep_0066", "xep_0085",
    "xep_0153", "xep_0184", "xep_0199", "xep_0249", "xep_0280", "xep_0308", "xep_0313", "xep_0333", "xep_0334", "xep_0359",
    "xep_0363", "xep_0380", "xep_0421", "xep_0424", "xep_0425", "xep_0428", "xep_0444", "xep_0461")
EVENTS = ("message", "groupchat_message", "message_correction", "message_retract", "moderated_message", "reactions", "message_reply",
    "marker_displayed", "receipt_received", "chatstate_composing", "groupchat_invite", "groupchat_direct_invite", "groupchat_subject",
    "message_encryption", "groupchat_presence")
PATIENCE = 15
ORDERS = {}


class Unsupported(Exception):
    """This version of slixmpp has nothing for it."""


class Wrong(Exception):
    """It did not come to pass."""


def order(function):
    ORDERS[function.__name__.strip("_")] = function
    return function


def lacks(number):
    """Says that there is no plugin of that number, after looking for one."""
    try:
        importlib.import_module("slixmpp.plugins.xep_" + number)
    except ImportError:
        raise Unsupported("it has no plugin for XEP-" + number)
    raise Wrong("there is a plugin for XEP-%s" % number)


class Client(ClientXMPP):
    def __init__(self, user, domain, host, port):
        super().__init__(user + "@" + domain + "/slixmpp", "secret")
        for plugin in PLUGINS:
            self.register_plugin(plugin)
        self["xep_0184"].auto_request = True
        self["feature_mechanisms"].unencrypted_plain = True
        self["feature_mechanisms"].unencrypted_scram = True
        self.enable_direct_tls = self.enable_starttls = False
        self.enable_plaintext = True
        self.domain = domain
        self.seen = []
        self.sent = []
        self.came = []
        self.words = {}
        self.online = asyncio.Event()
        self.add_event_handler("session_start", self.start)
        for name in EVENTS:
            self.add_event_handler(name, lambda stanza, name=name: self.note(name, stanza))
        self.add_filter("out", lambda stanza: self.log(self.sent, stanza))
        self.add_filter("in", lambda stanza: self.log(self.came, stanza))
        try:
            self.connect((host, port), disable_starttls=True, use_ssl=False, force_starttls=False)
        except TypeError:
            self.connect(host, port)

    def log(self, where, stanza):
        where.append(tostring(stanza.xml, top_level=True))
        return stanza

    async def start(self, _):
        self.send_presence()
        await self.get_roster()
        await self["xep_0199"].ping(self.boundjid.domain)
        self.online.set()

    def note(self, name, stanza):
        self.seen.append((name, stanza))
        if name in ("message", "groupchat_message") and stanza["body"]:
            # What corrects another is spoken of by the id of the first.
            replace = stanza.xml.find("{urn:xmpp:message-correct:0}replace")
            first = [] if replace is None else [each for each in self.words.values() if each["id"] == replace.get("id")]
            self.words.setdefault(stanza["body"], first[0] if first else stanza)

    async def wait(self, what, test):
        """Waits for an event, (name, stanza), for which the test is true."""
        for _ in range(PATIENCE * 20):
            for name, stanza in self.seen:
                if test(name, stanza):
                    return stanza
            await asyncio.sleep(0.05)
        raise Wrong("no %s among %s" % (what, [(name, tostring(stanza.xml)) for name, stanza in self.seen[-12:]]))

    async def said(self, words):
        """The message with these words, mine or another's, as far as it is known."""
        for _ in range(PATIENCE * 20):
            for each, stanza in self.words.items():
                if each == words or each.endswith("\n" + words):
                    return stanza
            await asyncio.sleep(0.05)
        raise Wrong("nobody said " + words)

    async def id_of(self, words):
        """By which others speak of it: its own id, in rooms that of the room."""
        stanza = await self.said(words)
        if stanza["type"] == "groupchat":
            return stanza.xml.find("{urn:xmpp:sid:0}stanza-id").get("id")
        return stanza["id"]

    def say(self, to, words, **more):
        message = self.make_message(mto=to, mbody=words, mtype=kind(to))
        if kind(to) == "chat":
            message.enable("markable")
            self.words.setdefault(words, message)
        return message


def kind(to):
    return "groupchat" if "@conference." in to else "chat"


# ---- what it does

@order
async def open(me, with_):
    """Nothing has to be opened."""


@order
async def say(me, to, text):
    me.say(to, text).send()


@order
async def correct(me, to, of, text):
    message = me.say(to, text)
    message["replace"]["id"] = (await me.said(of))["id"]
    message.send()


@order
async def retract(me, to, of):
    me["xep_0424"].send_retraction(JID(to), await me.id_of(of), mtype=kind(to))


@order
async def moderate(me, to, of):
    await me["xep_0425"].moderate(JID(to), await me.id_of(of), "Off the subject", timeout=PATIENCE)


@order
async def react(me, to, of, emoji):
    message = me.make_message(mto=to, mtype=kind(to))
    me["xep_0444"].set_reactions(message, await me.id_of(of), [emoji])
    message.enable("store")
    message.send()


@order
async def reply(me, to, of, text):
    said = await me.said(of)
    me["xep_0461"].send_reply(said["from"] if said["from"].full else me.boundjid, await me.id_of(of), mto=to, mbody=text, mtype=kind(to))


@order
async def read(me, to, of):
    me["xep_0333"].send_marker(JID(to), await me.id_of(of), "displayed")


@order
async def type(me, to):
    message = me.make_message(mto=to, mtype=kind(to))
    message["chat_state"] = "composing"
    message.send()


@order
async def receive(me, of):
    """Receipts are given by the plugin itself."""
    for _ in range(PATIENCE * 20):
        if any("urn:xmpp:receipts" in xml and "received" in xml for xml in me.sent):
            return
        await asyncio.sleep(0.05)
    raise Wrong("no receipt")


@order
async def file(me, to, name, text):
    uploads = me["xep_0363"]
    uploads.upload_service = JID("fireside." + me.domain)
    uploads.max_file_size = 10000000
    address = await uploads.upload_file(Path(name), size=len(text), input_file=io.BytesIO(text.encode()), timeout=PATIENCE)
    message = me.say(to, address)
    message["oob"]["url"] = address
    message.send()


@order
async def voice(me, to):
    raise Unsupported("it records nothing; a sound is a file like others")


@order
async def encrypt(me, to):
    message = me.say(to, "I sent you an OMEMO encrypted message")
    message.append(ET.fromstring("<encrypted xmlns='eu.siacs.conversations.axolotl'><header sid='1'><iv>MTIzNDU2Nzg5MDEy</iv></header>"
        "<payload>MTIz</payload></encrypted>"))
    me["xep_0380"].add_eme(message, "eu.siacs.conversations.axolotl")
    message.send()


@order
async def enter(me, room, nick):
    me["xep_0045"].join_muc(JID(room), nick)
    await me.wait("own presence", lambda name, each: name == "groupchat_presence" and each["from"] == room + "/" + nick)


@order
async def invite(me, room, who):
    me["xep_0045"].invite(JID(room), JID(who), "Come in")
    return "XEP-0045"


@order
async def subject(me, room, text):
    me["xep_0045"].set_subject(JID(room), text)


@order
async def role(me, room, nick, role):
    await me["xep_0045"].set_role(JID(room), nick, role, timeout=PATIENCE)


@order
async def ban(me, room, who):
    await me["xep_0045"].set_affiliation(JID(room), "outcast", jid=JID(who), timeout=PATIENCE)


@order
async def bookmark(me, room, name):
    marks = me["xep_0048"].stanza.Bookmarks()
    marks.add_conference(JID(room), "slixmpp", name=name, autojoin=True)
    await me["xep_0048"].set_bookmarks(marks, method="xep_0049", timeout=PATIENCE)
    return "XEP-0048, at the first log-in here"


@order
async def read_state(me):
    lacks("0490")


@order
async def ping_itself(me, room, nick):
    await me["xep_0199"].send_ping(JID(room + "/" + nick), timeout=PATIENCE)


@order
async def mention(me, to, text, who):
    """There is no plugin for XEP-0372: the words alone."""
    me.say(to, text).send()
    return "by the name alone"


# ---- what it sees

@order
async def sees_text(me, text):
    await me.wait(text, lambda name, each: name in ("message", "groupchat_message") and each["body"] == text)


@order
async def sees_correction(me, of, text):
    id = (await me.said(of))["id"]
    await me.wait("correction", lambda name, each: name == "message_correction" and each["replace"]["id"] == id and each["body"] == text)


@order
async def sees_retraction(me, of):
    """Waits for the element of any version, and says what became of it here."""
    id = await me.id_of(of)
    for _ in range(PATIENCE * 20):
        for name, stanza in me.seen:
            if name == "message_retract" and stanza["apply_to"]["id"] == id:
                return
        for xml in me.came:
            if "urn:xmpp:message-retract:1" in xml and id in xml and "apply-to" not in xml:
                raise Unsupported("its plugin knows %s alone; it shows the words for such clients" % me["xep_0424"].namespace)
        await asyncio.sleep(0.05)
    raise Wrong("no retraction")


@order
async def sees_moderation(me, of):
    id = await me.id_of(of)
    await me.wait("moderation", lambda name, each: name == "moderated_message" and each["apply_to"]["id"] == id)


@order
async def sees_reaction(me, of, emoji):
    id = await me.id_of(of)
    await me.wait("reaction", lambda name, each: name == "reactions" and each["reactions"]["id"] == id and emoji in each["reactions"].get_values())


@order
async def sees_reply(me, of, text):
    id = await me.id_of(of)
    await me.wait("reply", lambda name, each: name == "message_reply" and each["reply"]["id"] == id and each["body"].endswith(text))


@order
async def sees_read(me, of):
    id = await me.id_of(of)
    await me.wait("marker", lambda name, each: name == "marker_displayed" and each["displayed"]["id"] == id)


@order
async def sees_receipt(me, of):
    id = await me.id_of(of)
    await me.wait("receipt", lambda name, each: name == "receipt_received" and each["receipt"] == id)


@order
async def sees_typing(me, who, name):
    await me.wait("typing", lambda name, each: name == "chatstate_composing" and str(each["from"]).startswith(who))


@order
async def sees_file(me, name):
    await me.wait("file", lambda event, each: event in ("message", "groupchat_message") and each["oob"]["url"].endswith(name))


@order
async def sees_subject(me, room, text):
    await me.wait("subject", lambda name, each: name == "groupchat_subject" and each["subject"] == text)


@order
async def sees_invitation(me, room):
    await me.wait("invitation", lambda name, each: name in ("groupchat_invite", "groupchat_direct_invite") and room in tostring(each.xml))
    return " and ".join(sorted({"XEP-0045" if name == "groupchat_invite" else "XEP-0249" for name, each in me.seen
        if name in ("groupchat_invite", "groupchat_direct_invite") and room in tostring(each.xml)}))


@order
async def sees_role(me, room, nick, role):
    await me.wait("role", lambda name, each: name == "groupchat_presence" and each["from"] == room + "/" + nick
        and each["muc"]["role"] == role)


@order
async def sees_leaving(me, room, nick, code):
    await me.wait("leaving", lambda name, each: name == "groupchat_presence" and each["from"] == room + "/" + nick and each["type"] == "unavailable"
        and "code=\"%s\"" % code in tostring(each.xml))


@order
async def sees_occupant_id(me, text):
    said = await me.said(text)
    if not said["occupant-id"].xml.get("id"):
        raise Wrong("no occupant id")


@order
async def sees_mention(me, text):
    await sees_text(me, text)
    return "the name in the words"


@order
async def sees_styled(me, text, strong):
    await sees_text(me, text)
    return "as it is written"


@order
async def sees_bookmark(me, room):
    lacks("0402")


@order
async def sees_picture(me, room):
    card = await me["xep_0054"].get_vcard(JID(room), timeout=PATIENCE, cached=False)
    if not card["vcard_temp"]["PHOTO"]["BINVAL"]:
        raise Wrong("no picture")


@order
async def archive(me, with_=None, room=None):
    """What is kept of a chat or a room, as words, and what is said about which message. As lines: kind | words."""
    lines = []
    async for each in me["xep_0313"].iterate(jid=JID(room) if room else None, with_jid=JID(with_) if with_ else None, rsm={"max": 50}):
        message = each["mam_result"]["forwarded"]["stanza"]
        xml = message.xml
        kinds = [tag.split("}")[1] for tag in (child.tag for child in xml) if tag.split("}")[1] in
            ("replace", "retract", "retracted", "reactions", "reply", "apply-to", "displayed", "encryption", "moderated")]
        lines.append("%s | %s" % (" ".join(kinds) or "words", message["body"]))
    return lines


@order
async def sent(me, part):
    return [xml for xml in me.sent if part in xml]


@order
async def came(me, part):
    for _ in range(PATIENCE * 20):
        found = [xml for xml in me.came if part in xml]
        if found:
            return found
        await asyncio.sleep(0.05)
    raise Wrong("nothing came with " + part)


async def obey(me, line):
    asked = json.loads(line)
    asked["with_"] = asked.pop("with", None)
    if asked["with_"] is None:
        del asked["with_"]
    try:
        return {"well": await asyncio.wait_for(ORDERS[asked.pop("do")](me, **asked), PATIENCE + 10)}
    except Unsupported as why:
        return {"unsupported": str(why)}
    except IqError as error:
        return {"refused": error.condition}
    except (Wrong, IqTimeout, asyncio.TimeoutError) as why:
        return {"wrong": "%s %s" % (why.__class__.__name__, why)}
    except Exception as why:
        return {"wrong": repr(why)}


async def main(host, port, domain, user):
    me = Client(user, domain, host, int(port))
    await asyncio.wait_for(me.online.wait(), 30)
    print(json.dumps({"well": slixmpp.__version__}), flush=True)
    loop = asyncio.get_event_loop()
    while True:
        line = await loop.run_in_executor(None, sys.stdin.readline)
        if not line:
            return
        print(json.dumps(await obey(me, line)), flush=True)


if __name__ == "__main__":
    logging.disable(logging.CRITICAL)
    asyncio.get_event_loop().run_until_complete(main(*sys.argv[1:]))
