#!/usr/bin/python3
"""
Goes through XEP-0060 with slixmpp, a stock client: at a service, and at the blog of an account.
Prints a line for each request:  section | what | the features that it shows | at the service | at the account
where each of the two is "works", "refused as the XEP says", "not offered", both of these, or what was wrong.
Arguments: host port domain service owner other stranger (all with the password "secret"; owner and other are contacts, other
is in the group "Friends" of the owner); and "alone" for the service without the account.
"""
import asyncio
import logging
import sys
from xml.etree import ElementTree as ET

from slixmpp import ClientXMPP
from slixmpp.exceptions import IqError, IqTimeout
from slixmpp.xmlstream.handler import Callback
from slixmpp.xmlstream.matcher import MatchXPath

PUBSUB = "http://jabber.org/protocol/pubsub"
OWNER = PUBSUB + "#owner"
EVENT = PUBSUB + "#event"
ERRORS = PUBSUB + "#errors"
BLOG = "urn:xmpp:microblog:0"
CHECKS = []


class Wrong(Exception):
    """What came was not what the XEP says."""


def check(section, what, *shows):
    """Registers a check: a coroutine function that takes where it happens, and raises when it is wrong."""
    def register(function):
        CHECKS.append((section, what, " ".join(shows), function))
        return function
    return register


class Client(ClientXMPP):
    def __init__(self, user, domain, host, port):
        super().__init__(user + "@" + domain + "/slixmpp", "secret")
        for plugin in ("xep_0004", "xep_0030", "xep_0050", "xep_0059", "xep_0060", "xep_0115", "xep_0199"):
            self.register_plugin(plugin)
        self["feature_mechanisms"].unencrypted_plain = True
        self["feature_mechanisms"].unencrypted_scram = True
        self.enable_direct_tls = self.enable_starttls = False
        self.enable_plaintext = True
        self.headlines = []
        self.online = asyncio.Event()
        self.add_event_handler("session_start", self.start)
        self.register_handler(Callback("told", MatchXPath("{jabber:client}message/{%s}event" % EVENT), self.told))
        self.where = (host, port)

    def begin(self):
        try:
            self.connect(self.where, disable_starttls=True, use_ssl=False, force_starttls=False)
        except TypeError:
            self.connect(*self.where)

    async def start(self, _):
        self.send_presence()
        await self["xep_0199"].ping(self.boundjid.domain)
        self.online.set()

    def told(self, message):
        self.headlines.append(message.xml)

    async def await_event(self, place, path, **attributes):
        """Waits for an event from there that has an element with these attributes."""
        for _ in range(400):
            for xml in self.headlines_from(place):
                for found in xml.findall("{%s}event/%s" % (EVENT, path)):
                    if all(found.get(name) == value for name, value in attributes.items()):
                        return found
            await asyncio.sleep(0.05)
        raise Wrong("was not told of %s %s" % (path.replace("{%s}" % EVENT, ""), attributes))

    def headlines_from(self, place):
        return [xml for xml in self.headlines if xml.get("from") == place.service]

    async def wants(self, node):
        """Says in its presence that it wants to be told of a node of its contacts."""
        await self["xep_0030"].add_feature(node=None, feature=node + "+notify")
        await self["xep_0115"].update_caps(broadcast=False)
        self.send_presence()

    async def ask(self, kind, to, xml):
        """A request as it is written."""
        iq = self.make_iq(itype=kind, ito=to)
        iq.append(ET.fromstring(xml))
        return await iq.send(timeout=15)


class Place:
    """A node at a service, or at an account, and who is there."""

    def __init__(self, service, node, owner, other, stranger, account):
        self.service, self.node = service, node
        self.owner, self.other, self.stranger = owner, other, stranger
        self.account = account
        self.alone = False

    def pubsub(self, who):
        return who["xep_0060"]

    def form(self, who, purpose="#node_config", **fields):
        form = who["xep_0004"].make_form(ftype="submit")
        form.add_field(var="FORM_TYPE", ftype="hidden", value=PUBSUB + purpose)
        for name, value in fields.items():
            form.add_field(var="pubsub#" + name, value=value)
        return form

    async def configure(self, **fields):
        await self.pubsub(self.owner).set_node_config(self.service, self.node, self.form(self.owner, **fields), timeout=15)

    async def affiliate(self, who, affiliation):
        await self.pubsub(self.owner).modify_affiliations(self.service, self.node, [(who.boundjid.bare, affiliation)], timeout=15)

    async def fields(self):
        """The fields of the configuration of the node."""
        got = await self.pubsub(self.owner).get_node_config(self.service, self.node, timeout=15)
        return got["pubsub_owner"]["configure"]["form"]["values"]

    async def offers_access(self, model):
        """Whether the node may be for such people."""
        xml = (await self.pubsub(self.owner).get_node_config(self.service, self.node, timeout=15)).xml
        field = xml.find(".//{jabber:x:data}field[@var='pubsub#access_model']")
        return model in [value.text for value in field.iterfind("{jabber:x:data}option/{jabber:x:data}value")]

    async def publish(self, title):
        await self.pubsub(self.owner).publish(self.service, self.node, id=title, payload=self.entry(title), timeout=15)

    async def publish_and_hear(self, *titles):
        """Publishes in the owner's hearing: who subscribes afterwards is not told of it as of something new."""
        await self.pubsub(self.owner).subscribe(self.service, self.node, timeout=15)
        for title in titles:
            await self.publish(title)
        await self.owner.await_event(self, "{%s}items/{%s}item" % (EVENT, EVENT), id=titles[-1])
        await self.pubsub(self.owner).unsubscribe(self.service, self.node, timeout=15)

    async def was_told(self, title):
        """Waits until the other is told of an item."""
        return await self.other.await_event(self, "{%s}items/{%s}item" % (EVENT, EVENT), id=title)

    def has_been_told(self, title):
        return any(item.get("id") == title for xml in self.other.headlines_from(self)
                   for item in xml.findall("{%s}event/{%s}items/{%s}item" % (EVENT, EVENT, EVENT)))

    def entry(self, title):
        return ET.fromstring("<entry xmlns='http://www.w3.org/2005/Atom'><title>%s</title></entry>" % title)


class Refused(Exception):
    """It was refused, as it had to be."""


class NotOffered(Exception):
    """It is not there, and nobody has to say so."""


class Unsupported(Exception):
    """It is not there, and that was said as the XEP has it."""


async def unsupported(request, condition, special=None):
    """Awaits the error that the XEP names for what a service does not do; what it does otherwise shows afterwards."""
    try:
        await refused(request, condition, special)
    except Refused:
        raise Unsupported()


async def refused(request, condition, special=None):
    """Awaits the error that the XEP names."""
    try:
        await request
    except IqError as error:
        names = [child.tag for child in error.iq.xml.find("{jabber:client}error")]
        if "{urn:ietf:params:xml:ns:xmpp-stanzas}" + condition not in names:
            raise Wrong("refused with %s" % [name.split("}")[1] for name in names])
        if special and "{%s}%s" % (ERRORS, special) not in names:
            raise Wrong("refused without %s" % special)
        raise Refused()
    raise Wrong("was not refused")


def expect(condition, otherwise):
    if not condition:
        raise Wrong(otherwise)


# ---- discovery

@check("5.1", "say what it is")
async def identity(place):
    info = await place.owner["xep_0030"].get_info(jid=place.service, timeout=15)
    kinds = [(each[0], each[1]) for each in info["disco_info"]["identities"]]
    expect(("pubsub", "pep" if place.account else "service") in kinds, "is %s" % kinds)


@check("5.1", "list its features")
async def features(place):
    info = await place.owner["xep_0030"].get_info(jid=place.service, timeout=15)
    for feature in ("publish", "retract-items", "subscribe", "persistent-items", "multi-items", "item-ids", "config-node"):
        expect(PUBSUB + "#" + feature in info["disco_info"]["features"], "does not list " + feature)


# ---- nodes

@check("8.1.1", "create a node", "create-nodes")
async def create(place):
    await place.pubsub(place.owner).create_node(place.service, place.node, timeout=15)


@check("8.1.1", "create a node that is there", "create-nodes")
async def create_again(place):
    await refused(place.pubsub(place.owner).create_node(place.service, place.node, timeout=15), "conflict")


@check("8.1.3", "create a node and configure it at once", "create-and-configure")
async def create_configured(place):
    node = place.node + ":second"
    form = place.form(place.owner, title="Second", max_items="10")
    await place.pubsub(place.owner).create_node(place.service, node, config=form, timeout=15)
    got = await place.pubsub(place.owner).get_node_config(place.service, node, timeout=15)
    values = got["pubsub_owner"]["configure"]["form"]["values"]
    expect(values["pubsub#title"] == "Second" and values["pubsub#max_items"] == "10", "has %s" % values)
    await place.pubsub(place.owner).delete_node(place.service, node, timeout=15)


@check("6.1.7", "send a new subscriber the last item, by default", "last-published")
async def last_published(place):
    await place.publish_and_hear("last")
    await place.pubsub(place.other).subscribe(place.service, place.node, timeout=15)
    await place.publish("after the last")
    await place.was_told("after the last")
    came = place.has_been_told("last")
    await place.pubsub(place.owner).delete_node(place.service, place.node, timeout=15)
    await place.other.await_event(place, "{%s}delete" % EVENT, node=place.node)
    place.other.headlines.clear()
    await place.pubsub(place.owner).create_node(place.service, place.node, timeout=15)
    if not came:
        raise NotOffered()


@check("4.4", "create a collection (XEP-0248)", "collections")
async def collection(place):
    form = place.form(place.owner, node_type="collection")
    node = place.node + ":collection"
    await unsupported(place.pubsub(place.owner).create_node(place.service, node, config=form, timeout=15),
                      "feature-not-implemented", "unsupported")


@check("8.1.2", "create a node with a name that the service makes", "instant-nodes")
async def create_instant(place):
    answer = await place.owner.ask("set", place.service, "<pubsub xmlns='%s'><create/></pubsub>" % PUBSUB)
    node = answer.xml.find("{%s}pubsub/{%s}create" % (PUBSUB, PUBSUB)).get("node")
    expect(node, "no name was told")
    await place.pubsub(place.owner).delete_node(place.service, node, timeout=15)


@check("8.2.1", "ask for a node's configuration", "config-node")
async def configuration(place):
    got = await place.pubsub(place.owner).get_node_config(place.service, place.node, timeout=15)
    expect("pubsub#access_model" in got["pubsub_owner"]["configure"]["form"]["values"], "has no access model")


@check("8.2.3", "ask for the configuration of another's node", "config-node")
async def configuration_of_another(place):
    await refused(place.pubsub(place.stranger).get_node_config(place.service, place.node, timeout=15), "forbidden")


@check("8.2.4", "configure a node, in part", "config-node", "config-node-max")
async def configure(place):
    form = place.form(place.owner, title="Words", access_model="open", notify_retract="1", notify_config="1", max_items="max")
    await place.pubsub(place.owner).set_node_config(place.service, place.node, form, timeout=15)
    got = await place.pubsub(place.owner).get_node_config(place.service, place.node, timeout=15)
    values = got["pubsub_owner"]["configure"]["form"]["values"]
    expect(values["pubsub#title"] == "Words" and values["pubsub#max_items"] == "max", "was not kept")


@check("8.2.4", "configure with an access model that there is not", "config-node")
async def configure_wrongly(place):
    form = place.form(place.owner, access_model="astrology")
    await refused(place.pubsub(place.owner).set_node_config(place.service, place.node, form, timeout=15), "not-acceptable")


@check("8.3", "ask for the default configuration", "retrieve-default")
async def default_configuration(place):
    answer = await place.owner.ask("get", place.service, "<pubsub xmlns='%s'><default/></pubsub>" % OWNER)
    expect(answer.xml.find("{%s}pubsub/{%s}default/{jabber:x:data}x" % (OWNER, OWNER)) is not None, "has no form")


@check("5.2", "list the nodes")
async def nodes(place):
    items = await place.other["xep_0030"].get_items(jid=place.service, timeout=15)
    expect(place.node in [item[1] for item in items["disco_items"]["items"]], "is not among them")


@check("5.4", "tell about a node", "meta-data")
async def metadata(place):
    answer = await place.other.ask("get", place.service,
                                   "<query xmlns='http://jabber.org/protocol/disco#info' node='%s'/>" % place.node)
    text = ET.tostring(answer.xml, encoding="unicode")
    expect("leaf" in text and "pubsub#meta-data" in text and "Words" in text, "tells %s" % text)


# ---- subscriptions

@check("6.1.1", "subscribe", "subscribe", "access-open")
async def subscribe(place):
    answer = await place.pubsub(place.other).subscribe(place.service, place.node, timeout=15)
    expect(answer["pubsub"]["subscription"]["subscription"] == "subscribed", "is not subscribed")


@check("6.1.3.1", "subscribe somebody else", "subscribe")
async def subscribe_another(place):
    await refused(place.pubsub(place.other).subscribe(place.service, place.node, subscribee="mercutio@example.org", timeout=15),
                  "bad-request", "invalid-jid")


@check("6.1.3.12", "subscribe to a node that there is not", "subscribe")
async def subscribe_to_nothing(place):
    await refused(place.pubsub(place.other).subscribe(place.service, place.node + ":none", timeout=15), "item-not-found")


@check("6.1.6", "subscribe twice", "multi-subscribe")
async def subscribe_twice(place):
    ids = [(await place.pubsub(place.other).subscribe(place.service, place.node, timeout=15))["pubsub"]["subscription"]["subid"]
           for _ in range(2)]
    if ids[0] == ids[1]:
        raise NotOffered()


@check("6.3.7", "subscribe with options", "subscription-options")
async def subscribe_with_options(place):
    form = place.form(place.stranger, "#subscribe_options", deliver="0")
    await place.pubsub(place.stranger).subscribe(place.service, place.node, options=form, timeout=15)
    answer = await place.pubsub(place.stranger).get_subscription_options(place.service, place.node, place.stranger.boundjid.bare, timeout=15)
    values = answer["pubsub"]["options"]["options"]["values"]
    expect(values["pubsub#deliver"] in (False, "0", "false"), "has %s" % values)
    await place.pubsub(place.stranger).unsubscribe(place.service, place.node, timeout=15)


@check("6.4", "ask for the default options of a subscription", "retrieve-default-sub")
async def default_options(place):
    answer = await place.other.ask("get", place.service, "<pubsub xmlns='%s'><default node='%s'/></pubsub>" % (PUBSUB, place.node))
    expect("pubsub#deliver" in ET.tostring(answer.xml, encoding="unicode"), "has no pubsub#deliver")


@check("13.19", "subscribe for a time", "leased-subscription")
async def lease(place):
    jid = place.other.boundjid.bare
    answer = await place.pubsub(place.other).get_subscription_options(place.service, place.node, jid, timeout=15)
    if "pubsub#expire" not in ET.tostring(answer.xml, encoding="unicode"):
        raise NotOffered()


@check("13.6", "be told only while one is there", "presence-notifications")
async def presence_based(place):
    if "pubsub#presence_based_delivery" not in await place.fields():
        raise NotOffered()


@check("5.6", "list one's subscriptions", "retrieve-subscriptions")
async def subscriptions(place):
    answer = await place.pubsub(place.other).get_subscriptions(place.service, timeout=15)
    expect(place.node in [each["node"] for each in answer["pubsub"]["subscriptions"]], "is not among them")


@check("6.3.2", "ask for the options of a subscription", "subscription-options")
async def options(place):
    jid = place.other.boundjid.bare
    answer = await place.pubsub(place.other).get_subscription_options(place.service, place.node, jid, timeout=15)
    expect("pubsub#deliver" in ET.tostring(answer.xml, encoding="unicode"), "has no pubsub#deliver")


@check("6.3.5", "set the options of a subscription", "subscription-options")
async def set_options(place):
    jid = place.other.boundjid.bare
    form = place.form(place.other, "#subscribe_options", deliver="1")
    await place.pubsub(place.other).set_subscription_options(place.service, place.node, jid, form, timeout=15)


# ---- items

@check("7.1.1", "publish", "publish", "item-ids")
async def publish(place):
    for number in ("one", "two", "three"):
        answer = await place.pubsub(place.owner).publish(place.service, place.node, id=number, payload=place.entry(number), timeout=15)
        item = answer.xml.find("{%s}pubsub/{%s}publish/{%s}item" % (PUBSUB, PUBSUB, PUBSUB))
        expect(item is not None and item.get("id") == number, "tells another id")


@check("7.1.2.1", "tell a subscriber once, with the payload and who published", "publish", "subscribe")
async def told(place):
    items = "{%s}items/{%s}item" % (EVENT, EVENT)
    item = await place.other.await_event(place, items, id="three")
    expect(item.get("publisher") == place.owner.boundjid.bare, "the publisher is %s" % item.get("publisher"))
    expect(item.find("{http://www.w3.org/2005/Atom}entry") is not None, "without the payload")
    await place.other["xep_0199"].ping(place.other.boundjid.domain)
    count = sum(found.get("id") == "three" for xml in place.other.headlines_from(place) for found in xml.findall("{%s}event/%s" % (EVENT, items)))
    expect(count == 1, "was told %d times" % count)


@check("7.1.2", "publish without an id", "publish")
async def publish_without_id(place):
    answer = await place.pubsub(place.owner).publish(place.service, place.node, payload=place.entry("four"), timeout=15)
    item = answer.xml.find("{%s}pubsub/{%s}publish/{%s}item" % (PUBSUB, PUBSUB, PUBSUB))
    expect(item is not None and item.get("id"), "tells no id")
    await place.pubsub(place.owner).retract(place.service, place.node, item.get("id"), timeout=15)


@check("7.1.4", "publish to a node that there is not", "auto-create")
async def auto_create(place):
    node = place.node + ":auto"
    request = place.pubsub(place.owner).publish(place.service, node, id="x", payload=place.entry("x"), timeout=15)
    if not place.account:
        await unsupported(request, "item-not-found")
    await request
    await place.pubsub(place.owner).delete_node(place.service, node, timeout=15)


@check("4.3", "publish to a node without items, and tell the subscribers", "publish")
async def ring(place):
    node = place.node + ":doorbell"
    form = place.form(place.owner, persist_items="0", deliver_payloads="0", access_model="open")
    await place.pubsub(place.owner).create_node(place.service, node, config=form, timeout=15)
    await place.pubsub(place.other).subscribe(place.service, node, timeout=15)
    await place.owner.ask("set", place.service, "<pubsub xmlns='%s'><publish node='%s'/></pubsub>" % (PUBSUB, node))
    items = await place.other.await_event(place, "{%s}items" % EVENT, node=node)
    expect(len(items) == 0, "has an item")


@check("7.1.3.7", "publish an item to a node without items", "publish")
async def item_forbidden(place):
    node = place.node + ":doorbell"
    try:
        await refused(place.pubsub(place.owner).publish(place.service, node, id="x", payload=place.entry("x"), timeout=15),
                      "bad-request", "item-forbidden")
    finally:
        await place.pubsub(place.owner).delete_node(place.service, node, timeout=15)


@check("7.1.2.5", "choose what becomes of the items of a full node", "publish-node-full")
async def full(place):
    if "pubsub#publish_node_full" not in await place.fields():
        raise NotOffered()


@check("7.1.3.1", "publish where one may not", "publish")
async def publish_elsewhere(place):
    await refused(place.pubsub(place.stranger).publish(place.service, place.node, id="x", payload=place.entry("x"), timeout=15), "forbidden")


@check("7.1.3.6", "publish more than one payload in an item", "publish")
async def publish_two(place):
    await refused(place.owner.ask("set", place.service, "<pubsub xmlns='%s'><publish node='%s'><item><a xmlns='b'/><c xmlns='d'/></item>"
                                  "</publish></pubsub>" % (PUBSUB, place.node)), "bad-request", "invalid-payload")


@check("7.1.5", "publish with options that hold", "publish-options")
async def publish_options(place):
    form = place.form(place.owner, "#publish-options", access_model="open")
    await place.pubsub(place.owner).publish(place.service, place.node, id="five", payload=place.entry("five"), options=form, timeout=15)


@check("7.1.5", "publish with options that do not hold", "publish-options")
async def publish_options_unmet(place):
    form = place.form(place.owner, "#publish-options", access_model="whitelist")
    await refused(place.pubsub(place.owner).publish(place.service, place.node, id="six", payload=place.entry("six"), options=form,
                                                    timeout=15), "conflict", "precondition-not-met")


@check("6.5.2", "ask for all items", "retrieve-items", "persistent-items", "multi-items", "access-open")
async def all_items(place):
    answer = await place.pubsub(place.stranger).get_items(place.service, place.node, timeout=15)
    ids = [item["id"] for item in answer["pubsub"]["items"]]
    expect(set(ids) >= {"one", "two", "three", "five"}, "has %s" % ids)


@check("6.5.7", "ask for the newest items", "retrieve-items")
async def newest_items(place):
    answer = await place.pubsub(place.stranger).get_items(place.service, place.node, max_items=2, timeout=15)
    ids = [item["id"] for item in answer["pubsub"]["items"]]
    expect(set(ids) == {"three", "five"}, "has %s" % ids)


@check("6.5.8", "ask for one item", "retrieve-items", "item-ids")
async def one_item(place):
    answer = await place.pubsub(place.stranger).get_item(place.service, place.node, "two", timeout=15)
    expect([item["id"] for item in answer["pubsub"]["items"]] == ["two"], "has others")


@check("6.5.4", "ask for items in pages (XEP-0059)", "rsm")
async def pages(place):
    answer = await place.stranger.ask("get", place.service, "<pubsub xmlns='%s'><items node='%s'/><set xmlns='http://jabber.org/protocol/rsm'>"
                                      "<max>2</max></set></pubsub>" % (PUBSUB, place.node))
    text = ET.tostring(answer.xml, encoding="unicode")
    expect("count>4<" in text, "tells %s" % text)
    expect(len(answer.xml.findall("{%s}pubsub/{%s}items/{%s}item" % (PUBSUB, PUBSUB, PUBSUB))) == 2, "is another page")


@check("5.5", "list the items of a node")
async def item_ids(place):
    answer = await place.stranger["xep_0030"].get_items(jid=place.service, node=place.node, timeout=15)
    expect("two" in [item[2] for item in answer["disco_items"]["items"]], "has %s" % answer["disco_items"]["items"])


@check("6.5.9.11", "ask for items of a node that there is not", "retrieve-items")
async def items_of_nothing(place):
    await refused(place.pubsub(place.stranger).get_items(place.service, place.node + ":none", timeout=15), "item-not-found")


@check("7.2.1", "retract an item, and tell the subscribers", "retract-items", "delete-items")
async def retract(place):
    await place.pubsub(place.owner).retract(place.service, place.node, "one", notify="true", timeout=15)
    await place.other.await_event(place, "{%s}items/{%s}retract" % (EVENT, EVENT), id="one")


@check("7.2.3.1", "retract another's item", "retract-items", "delete-items")
async def retract_of_another(place):
    await refused(place.pubsub(place.other).retract(place.service, place.node, "two", timeout=15), "forbidden")


@check("7.2.3.2", "retract an item that there is not", "retract-items", "delete-items")
async def retract_nothing(place):
    await refused(place.pubsub(place.owner).retract(place.service, place.node, "nothing", timeout=15), "item-not-found")


@check("8.2.5.3", "tell the subscribers of another configuration", "config-node")
async def configuration_told(place):
    await place.pubsub(place.owner).set_node_config(place.service, place.node, place.form(place.owner, title="Other words"), timeout=15)
    await place.other.await_event(place, "{%s}configuration" % EVENT, node=place.node)


# ---- others

@check("8.8.1", "list who is subscribed", "manage-subscriptions")
async def subscribers(place):
    answer = await place.pubsub(place.owner).get_node_subscriptions(place.service, place.node, timeout=15)
    expect(place.other.boundjid.bare in [each["jid"] for each in answer["pubsub_owner"]["subscriptions"]], "is not among them")


@check("8.8.1", "list who is subscribed to another's node", "manage-subscriptions")
async def subscribers_of_another(place):
    await refused(place.pubsub(place.stranger).get_node_subscriptions(place.service, place.node, timeout=15), "forbidden")


@check("8.8.2", "end somebody's subscription", "manage-subscriptions")
async def end_subscription(place):
    await place.pubsub(place.stranger).subscribe(place.service, place.node, timeout=15)
    bare = place.stranger.boundjid.bare
    await place.pubsub(place.owner).modify_subscriptions(place.service, place.node, [(bare, "none")], timeout=15)
    answer = await place.pubsub(place.owner).get_node_subscriptions(place.service, place.node, timeout=15)
    expect(bare not in [each["jid"] for each in answer["pubsub_owner"]["subscriptions"]], "is among them still")


@check("8.8.2", "subscribe somebody who has not asked for it")
async def subscribe_unasked(place):
    bare = place.stranger.boundjid.bare
    try:
        await refused(place.pubsub(place.owner).modify_subscriptions(place.service, place.node, [(bare, "subscribed")], timeout=15),
                      "not-acceptable")
    except Refused:
        raise NotOffered()


@check("8.9.2", "give somebody an affiliation", "modify-affiliations", "publisher-affiliation")
async def modify_affiliations(place):
    bare = place.other.boundjid.bare
    await place.pubsub(place.owner).modify_affiliations(place.service, place.node, [(bare, "publisher")], timeout=15)
    await place.pubsub(place.other).publish(place.service, place.node, id="guest", payload=place.entry("guest"), timeout=15)


@check("8.9.1", "list the affiliations", "modify-affiliations")
async def affiliations(place):
    answer = await place.pubsub(place.owner).get_node_affiliations(place.service, place.node, timeout=15)
    known = {each["jid"].bare: each["affiliation"] for each in answer["pubsub_owner"]["affiliations"]}
    expect(known.get(place.other.boundjid.bare) == "publisher", "are %s" % known)


@check("5.7", "list one's own affiliations", "retrieve-affiliations")
async def own_affiliations(place):
    answer = await place.pubsub(place.other).get_affiliations(place.service, timeout=15)
    known = {each["node"]: each["affiliation"] for each in answer["pubsub"]["affiliations"]}
    expect(known.get(place.node) == "publisher", "are %s" % known)


@check("8.9.2.1", "publish over another's item", "publisher-affiliation")
async def publish_over(place):
    await refused(place.pubsub(place.other).publish(place.service, place.node, id="two", payload=place.entry("mine"), timeout=15), "forbidden")


@check("4.1", "shut an outcast out", "outcast-affiliation")
async def outcast(place):
    await place.affiliate(place.stranger, "outcast")
    try:
        await refused(place.pubsub(place.stranger).get_items(place.service, place.node, timeout=15), "forbidden")
    finally:
        await place.affiliate(place.stranger, "none")


@check("4.5", "keep a whitelisted node for its members", "access-whitelist")
async def whitelist(place):
    await place.configure(access_model="whitelist")
    try:
        await refused(place.pubsub(place.stranger).get_items(place.service, place.node, timeout=15), "not-allowed", "closed-node")
    finally:
        await place.configure(access_model="open")


@check("4.1", "let a member read a whitelisted node", "member-affiliation")
async def member(place):
    await place.configure(access_model="whitelist")
    await place.affiliate(place.stranger, "member")
    try:
        await place.pubsub(place.stranger).get_items(place.service, place.node, timeout=15)
    finally:
        await place.affiliate(place.stranger, "none")
        await place.configure(access_model="open")


@check("4.1", "let somebody publish who may not read", "publish-only-affiliation")
async def publish_only(place):
    await place.affiliate(place.stranger, "publish-only")
    try:
        await place.pubsub(place.stranger).publish(place.service, place.node, id="unread", payload=place.entry("unread"), timeout=15)
        try:
            await refused(place.pubsub(place.stranger).get_items(place.service, place.node, timeout=15), "forbidden")
        except Refused:
            pass
    finally:
        await place.affiliate(place.stranger, "none")


@check("4.5", "keep a node with the access model presence for contacts", "access-presence")
async def presence(place):
    if not await place.offers_access("presence"):
        raise NotOffered()
    form = place.form(place.owner, access_model="presence")
    await place.pubsub(place.owner).set_node_config(place.service, place.node, form, timeout=15)
    try:
        await place.pubsub(place.other).get_items(place.service, place.node, timeout=15)
        await refused(place.pubsub(place.stranger).get_items(place.service, place.node, timeout=15), "not-authorized",
                      "presence-subscription-required")
    finally:
        await place.configure(access_model="open")


@check("4.5", "keep a node with the access model roster for a group of contacts", "access-roster")
async def roster(place):
    if not await place.offers_access("roster"):
        raise NotOffered()
    await place.configure(access_model="roster", roster_groups_allowed="Friends")
    try:
        await place.pubsub(place.other).get_items(place.service, place.node, timeout=15)
        await refused(place.pubsub(place.stranger).get_items(place.service, place.node, timeout=15), "not-authorized",
                      "not-in-roster-group")
    finally:
        await place.configure(access_model="open")


@check("8.6", "let the owner decide who subscribes", "access-authorize", "manage-subscriptions")
async def authorize(place):
    await place.pubsub(place.owner).set_node_config(place.service, place.node, place.form(place.owner, access_model="authorize"), timeout=15)
    answer = await place.pubsub(place.stranger).subscribe(place.service, place.node, timeout=15)
    expect(answer["pubsub"]["subscription"]["subscription"] == "pending", "does not wait")
    bare = place.stranger.boundjid.bare
    await place.pubsub(place.owner).modify_subscriptions(place.service, place.node, [(bare, "subscribed")], timeout=15)
    await place.pubsub(place.stranger).get_items(place.service, place.node, timeout=15)
    await place.pubsub(place.stranger).unsubscribe(place.service, place.node, timeout=15)
    await place.pubsub(place.owner).set_node_config(place.service, place.node, place.form(place.owner, access_model="open"), timeout=15)


@check("13.14", "tell somebody that he is subscribed now", "subscription-notifications")
async def subscription_told(place):
    await place.configure(access_model="authorize")
    await place.pubsub(place.stranger).subscribe(place.service, place.node, timeout=15)
    bare = place.stranger.boundjid.bare
    await place.pubsub(place.owner).modify_subscriptions(place.service, place.node, [(bare, "subscribed")], timeout=15)
    await place.publish("approved")
    await place.stranger.await_event(place, "{%s}items/{%s}item" % (EVENT, EVENT), id="approved")
    events = [xml.find("{%s}event" % EVENT) for xml in place.stranger.headlines_from(place)]
    await place.pubsub(place.stranger).unsubscribe(place.service, place.node, timeout=15)
    await place.configure(access_model="open")
    if all(event.find("{%s}subscription" % EVENT) is None for event in events):
        raise NotOffered()


@check("8.7", "ask who waits to be subscribed", "get-pending")
async def pending(place):
    request = place.owner.ask("set", place.service, "<command xmlns='http://jabber.org/protocol/commands' action='execute' "
                              "node='%s#get-pending'/>" % PUBSUB)
    # Who has other commands says that there is none of that name (XEP-0050 §4.4); outside a server there are none at all.
    await unsupported(request, "service-unavailable" if place.alone else "item-not-found")


@check("8.5", "purge a node, and tell the subscribers", "purge-nodes")
async def purge(place):
    await place.pubsub(place.owner).purge(place.service, place.node, timeout=15)
    await place.other.await_event(place, "{%s}purge" % EVENT, node=place.node)
    answer = await place.pubsub(place.owner).get_items(place.service, place.node, timeout=15)
    expect(len(answer["pubsub"]["items"]) == 0, "has items still")


@check("6.2.1", "unsubscribe", "subscribe")
async def unsubscribe(place):
    await place.pubsub(place.other).unsubscribe(place.service, place.node, timeout=15)


@check("6.2.3.2", "unsubscribe without being subscribed", "subscribe")
async def unsubscribe_again(place):
    await refused(place.pubsub(place.other).unsubscribe(place.service, place.node, timeout=15), "unexpected-request", "not-subscribed")


@check("9.1", "tell contacts who have not subscribed", "auto-subscribe", "presence-subscribe")
async def unasked(place):
    await place.configure(send_last_published_item="on_sub_and_presence")
    await place.publish("unwanted")
    await place.publish("wanted")
    await place.other.wants(place.node)
    if not place.account:
        await place.publish_and_hear("unasked", "last before asking")
        await place.pubsub(place.other).subscribe(place.service, place.node, timeout=15)
        await place.was_told("last before asking")
        await place.pubsub(place.other).unsubscribe(place.service, place.node, timeout=15)
        expect(not place.has_been_told("unasked"), "was told without asking")
        raise NotOffered()
    await place.was_told("wanted")
    await place.publish("unasked")
    await place.was_told("unasked")


@check("9.2", "tell contacts only of what they want", "filtered-notifications")
async def filtered(place):
    expect(not place.has_been_told("unwanted"), "was told of what was not wanted")
    if not place.account:
        raise NotOffered()


@check("8.4.3.1", "delete another's node", "delete-nodes")
async def delete_of_another(place):
    await refused(place.pubsub(place.stranger).delete_node(place.service, place.node, timeout=15), "forbidden")


@check("8.4", "delete a node, and tell the subscribers", "delete-nodes")
async def delete(place):
    await place.pubsub(place.other).subscribe(place.service, place.node, timeout=15)
    await place.pubsub(place.owner).delete_node(place.service, place.node, timeout=15)
    await place.other.await_event(place, "{%s}delete" % EVENT, node=place.node)
    try:
        await refused(place.pubsub(place.other).get_items(place.service, place.node, timeout=15), "item-not-found")
    except Refused:
        pass


@check("8.4", "delete a node that there is not", "delete-nodes")
async def delete_again(place):
    await refused(place.pubsub(place.owner).delete_node(place.service, place.node, timeout=15), "item-not-found")


async def result(function, place):
    try:
        await function(place)
        return "works"
    except Refused:
        return "refused as the XEP says"
    except NotOffered:
        return "not offered"
    except Unsupported:
        return "not offered, and refused as the XEP says"
    except Wrong as wrong:
        return "WRONG: %s" % wrong
    except IqError as error:
        return "WRONG: refused with %s" % [child.tag.split("}")[1] for child in error.iq.xml.find("{jabber:client}error")]
    except IqTimeout:
        return "WRONG: no answer"
    except Exception as fault:  # told, and the next check runs
        return "WRONG: %r" % fault


async def main(host, port, domain, service, *names, alone=False):
    clients = [Client(name, domain, host, int(port)) for name in names]
    for client in clients:
        client.begin()
    await asyncio.wait_for(asyncio.gather(*(client.online.wait() for client in clients)), 60)
    places = [Place(service, "words", *clients, account=False), Place(clients[0].boundjid.bare, BLOG, *clients, account=True)]
    if alone:
        del places[1]
        places[0].alone = True
    for section, what, shows, function in CHECKS:
        results = [await result(function, place) for place in places]
        print(" | ".join((section, what, shows, *results)).replace("\n", " "), flush=True)


if __name__ == "__main__":
    logging.basicConfig(level=logging.ERROR)
    asyncio.get_event_loop().run_until_complete(main(*sys.argv[1:8], alone="alone" in sys.argv[8:]))
