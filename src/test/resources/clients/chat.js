// @ts-nocheck
// Talks and listens with Converse as it is told, by its own models, and looks at what stands on its screen. Each order is a function of
// its fields; what this version cannot do throws {unsupported: why}, what is refused {refused: by what}. Messages are named by their words.
(() => {
  const { Strophe, u } = converse.env;
  const PATIENCE = 15000;
  const sent = [];
  const came = [];
  // By which messages were known before they were changed or taken back.
  const ids = new Map();
  const connection = api.connection.get();
  const [before, after] = [connection.xmlOutput, connection.xmlInput];
  connection.xmlOutput = (xml) => (log(sent, xml), before?.call(connection, xml));
  connection.xmlInput = (xml) => (log(came, xml), after?.call(connection, xml));

  function log(where, xml) {
    const all = ["message", "iq", "presence"].includes(xml.nodeName) ? [xml] : [...xml.children];
    all.forEach((each) => where.push(each.outerHTML));
  }

  const isRoom = (jid) => jid.includes("@conference.");

  async function wait(what, test) {
    const end = Date.now() + PATIENCE;
    while (Date.now() < end) {
      const found = await test();
      if (found) return found;
      await new Promise((done) => setTimeout(done, 50));
    }
    throw new Error(`no ${what}; on the screen: ${[...document.querySelectorAll(".chat-msg")].map((each) => each.innerText).join(" | ")}`);
  }

  function lacks(word) {
    throw { unsupported: word };
  }

  async function box(jid) {
    return isRoom(jid) ? api.rooms.get(jid) : api.chats.open(jid, {}, true);
  }

  function isIt(message, words) {
    const text = message.getMessageText?.() ?? message.get("body") ?? "";
    return text === words || text.endsWith("\n" + words);
  }

  async function said(words) {
    const message = await wait(`message "${words}"`, async () => {
      for (const chat of await api.chatboxes.get()) {
        const found = chat.messages?.models.find((message) => isIt(message, words) || message.get("msgid") === ids.get(words));
        if (found) return found;
      }
      return null;
    });
    ids.set(words, message.get("msgid"));
    return message;
  }

  // Its place on the screen.
  function seen(message) {
    return document.querySelector(`.chat-msg[data-msgid="${CSS.escape(message.get("msgid"))}"]`);
  }

  async function shows(words, test) {
    const message = await said(words);
    await wait(`sign of it at "${words}"`, () => {
      const place = seen(message);
      return place && test(place, message);
    });
  }

  window.orders = {
    async open(fields) {
      await box(fields.with);
      await wait("chat", () => document.querySelector("converse-chat"));
    },
    // ---- what it does
    async say({ to, text }) {
      await (await box(to)).sendMessage({ body: text });
    },
    async correct({ to, of, text }) {
      (await said(of)).save("correcting", true);
      await (await box(to)).sendMessage({ body: text });
    },
    async retract({ to, of }) {
      const chat = await box(to);
      await chat.retractOwnMessage(await said(of));
    },
    async moderate({ to, of }) {
      const answer = await (await box(to)).retractOtherMessage(await said(of), "Off the subject");
      if (answer === null || u.isErrorStanza(answer)) throw { refused: answer?.querySelector("error > *")?.nodeName ?? "no answer" };
    },
    async react({ of, emoji }) {
      const place = seen(await said(of));
      const picker = place.querySelector("converse-reaction-picker");
      await wait("picker", () => place.querySelector("converse-reaction-picker"));
      (picker ?? place.querySelector("converse-reaction-picker")).onEmojiSelected(emoji);
    },
    async reply({ to, of, text }) {
      const message = await said(of);
      seen(message).querySelector("converse-message-actions").onMessageReplyButtonClicked();
      await (await box(to)).sendMessage({ body: text });
    },
    async read({ to, of }) {
      if (isRoom(to)) lacks("it marks nothing in rooms");
      await said(of);
      await wait("marker sent by itself", () => sent.some((xml) => xml.includes("<displayed ")));
    },
    async type({ to }) {
      const chat = await box(to);
      chat.setChatState("composing");
    },
    async receive() {
      await wait("receipt sent by itself", () => sent.some((xml) => xml.includes("<received ") && xml.includes("urn:xmpp:receipts")));
    },
    async file({ to, name, text }) {
      await (await box(to)).sendFiles([new File([text], name, { type: "text/plain" })]);
    },
    async voice() {
      lacks("it records nothing; a sound is a file like others");
    },
    async encrypt() {
      lacks("it encrypts to those alone who have published keys, which nobody does here");
    },
    async enter({ room, nick }) {
      const entered = await api.rooms.open(room, { nick });
      await wait("entrance", () => entered.isEntered());
    },
    async invite({ room, who }) {
      (await box(room)).directInvite(who, "Come in");
      return "XEP-0249";
    },
    async subject({ room, text }) {
      (await box(room)).setSubject(text);
    },
    async role({ room, nick, role }) {
      const chat = await box(room);
      await new Promise((done, fail) => chat.setRole(chat.getOccupant(nick), role, "", done, (no) => fail({ refused: String(no) })));
    },
    async ban({ room, who }) {
      await api.rooms.affiliations.set(room, [{ jid: who, affiliation: "outcast" }]);
    },
    async bookmark({ room, name }) {
      await api.bookmarks.set({ jid: room, name, autojoin: false, nick: "converse", extensions: [] });
      const set = await wait("bookmark sent", () => sent.find((xml) => xml.includes("<publish ") && xml.includes(room)));
      const id = set.match(/ id="([^"]+)"/)[1];
      await wait("bookmark kept", () => came.some((xml) => xml.includes(id) && xml.includes('type="result"')));
      return set.includes("urn:xmpp:bookmarks:1") ? "XEP-0402" : "XEP-0048, at the first log-in here";
    },
    async ping_itself({ room }) {
      const chat = await box(room);
      if (!(await chat.isJoined())) throw new Error("not in");
    },
    async mention({ to, text }) {
      await (await box(to)).sendMessage({ body: text });
    },
    // ---- what it sees
    async sees_text({ text }) {
      await shows(text, (place) => place.querySelector(".chat-msg__text")?.innerText.includes(text));
    },
    async sees_correction({ text }) {
      await shows(text, (place) => place.querySelector(".chat-msg__edit-modal") && place.innerText.includes(text));
    },
    async sees_retraction({ of }) {
      const message = await said(of);
      if (message.get("type") === "groupchat") {
        // It is another message to it, of which it keeps that it is about one that has not come yet.
        const given = message.get("stanza_id " + Strophe.getBareJidFromJid(message.get("from")));
        const apart = (each) => each.get("dangling_retraction") && each.get("retracted_id") === given;
        await wait("retraction", () => message.get("retracted") || message.collection.models.some(apart));
        if (!message.get("retracted")) lacks("in rooms it looks for the sender's id, where XEP-0424 §3.1 has the room's");
      }
      await shows(of, (place) => place.querySelector(".retraction") && !place.innerText.includes(of));
    },
    async sees_moderation({ of }) {
      await shows(of, (place) => place.querySelector(".retraction") && !place.innerText.includes(of));
    },
    async sees_reaction({ of, emoji }) {
      await shows(of, (place) => place.querySelector("converse-reactions")?.innerText.includes(emoji));
    },
    async sees_reply({ of, text }) {
      await shows(text, (place) => place.querySelector("converse-reply-context")?.innerText.includes(of));
    },
    async sees_read({ of }) {
      if (!sent.some((xml) => xml.includes("<markable "))) lacks("it asks nobody for markers");
      const message = await said(of);
      await wait("marker", () => message.get("marker_displayed") || message.get("marker_acknowledged"));
    },
    async sees_receipt({ of }) {
      await shows(of, (place) => place.querySelector(".chat-msg__receipt"));
    },
    async sees_typing({ name }) {
      await wait("typing", () => [...document.querySelectorAll(".chat-content__notifications")].some((each) => each.innerText.toLowerCase().includes(name)));
    },
    async sees_styled({ strong }) {
      await wait("styled", () => [...document.querySelectorAll(".chat-msg__text b, .chat-msg__text strong")].some((each) => each.innerText.includes(strong)));
    },
    async sees_file({ name }) {
      await wait("file", () => [...document.querySelectorAll(".chat-msg a, .chat-msg img, .chat-msg audio")].some((each) => (each.href ?? each.src ?? "").includes(name)));
    },
    async sees_subject({ room, text }) {
      const chat = await box(room);
      await wait("subject", () => chat.get("subject")?.text === text);
    },
    async sees_invitation({ room }) {
      const dialog = await wait("invitation", () => [...document.querySelectorAll(".modal")].find((each) => each.innerText.includes(room.split("@")[0])));
      dialog.querySelector("[data-bs-dismiss]").click();
      return came.some((xml) => xml.includes("jabber:x:conference") && !xml.includes("<invite ")) ? "XEP-0249" : "XEP-0045";
    },
    async sees_role({ room, nick, role }) {
      const chat = await box(room);
      await wait("role", () => chat.getOccupant(nick)?.get("role") === role);
    },
    async sees_leaving({ room, nick }) {
      const chat = await box(room);
      await wait("leaving", () => chat.getOccupant(nick)?.get("presence") !== "online");
    },
    async sees_occupant_id({ text }) {
      if (!(await said(text)).get("occupant_id")) throw new Error("no occupant id");
    },
    async sees_mention({ text }) {
      await window.orders.sees_text({ text });
      if (!came.some((xml) => xml.includes(text) && xml.includes("urn:xmpp:reference:0"))) return "the name in the words";
      await shows(text, (place) => place.querySelector(".mention, .mention--self"));
      return "XEP-0372";
    },
    async sees_bookmark({ room }) {
      if (!sent.some((xml) => xml.includes('node="urn:xmpp:bookmarks:1"'))) {
        lacks("it reads XEP-0402 alone from servers that say urn:xmpp:bookmarks:1#compat");
      }
      await wait("bookmark", async () => await api.bookmarks.get(room));
    },
    async sees_picture({ room }) {
      const chat = await box(room);
      await wait("picture", () => chat.vcard?.get("image"));
    },
    async archive(fields) {
      const jid = fields.room ?? fields.with;
      const { messages } = await api.archive.query({ is_groupchat: Boolean(fields.room), mam: { with: jid }, rsm: { max: "50" } });
      return messages.map((each) => each.querySelector("forwarded > message > body")?.textContent ?? "");
    },
    async sent({ part }) {
      return sent.filter((xml) => xml.includes(part));
    },
    async came({ part }) {
      return wait(part, () => {
        const found = came.filter((xml) => xml.includes(part));
        return found.length && found;
      });
    },
  };

  window.obey = async (deed, fields) => {
    try {
      if (!window.orders[deed]) throw new Error("no such order: " + deed);
      return { well: (await window.orders[deed](fields)) ?? null };
    } catch (why) {
      if (why?.unsupported || why?.refused) return { unsupported: why.unsupported, refused: why.refused };
      return { wrong: String(why?.stack ?? why) };
    }
  };
})();
