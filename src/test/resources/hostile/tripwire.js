// The first script of a page with hostile words in it: tells the server whatever they manage to do. Which words they are
// stands at the root element; "clean" there means that nothing at all may happen.
(() => {
    const root = document.documentElement;
    const which = root.getAttribute("data-words");
    const clean = root.hasAttribute("data-clean");
    const elements = new Set(("p br hr div h3 h4 h5 h6 ul ol li dl dt dd blockquote pre code kbd strong em b i u s del ins sub sup small mark abbr"
        + " q cite a table caption thead tbody tfoot tr th td figure figcaption").split(" "));
    const attributes = new Set("href class target rel data-alt title start align colspan rowspan".split(" "));
    const classes = new Set(["picture-ask", "mention", "hashtag"]);
    // Outlives its page, and is not moved by a base. More than a few hundred at once are refused by the browser: then again.
    const fetch = window.fetch.bind(window);
    const { origin } = location;
    const send = path => fetch(origin + path, { method: "POST", keepalive: true }).catch(() => setTimeout(send, 50, path));
    const told = new Set();
    const tell = why => told.has(why) || told.add(why) && send(`/tripped?words=${which}&why=${encodeURIComponent(why)}`);
    const words = () => document.querySelectorAll("body *:not([data-area])");

    window.fire = () => tell("script");
    window.alert = window.confirm = window.prompt = () => tell("dialog");

    // A link that leads away is allowed, and not followed; whatever else is clicked does what it does.
    addEventListener("click", event => {
        const link = event.target.closest?.("a[href]");
        if (link && /^(https?|mailto|xmpp):/.test(link.protocol) && !link.ping) {
            event.preventDefault();
        }
    }, true);

    function openDirections(text) {
        const open = [];
        for (const c of text) {
            if (/[\u202a\u202b\u202d\u202e]/.test(c)) open.push("\u202c");
            if (/[\u2066-\u2068]/.test(c)) open.push("\u2069");
            if (/[\u202c\u2069]/.test(c) && open.pop() !== c) return true;
        }
        return open.length > 0;
    }

    function look() {
        if (window.clobbered || document.clobbered) tell("clobbered");
        if (document.forms.length || document.querySelector("input, textarea, select, button, dialog")) tell("form");
        const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        while (texts.nextNode()) if (openDirections(texts.currentNode.data)) tell("direction");
        for (const element of words()) {
            if (/fixed|absolute/.test(getComputedStyle(element).position)) tell("covers");
            if (clean) {
                if (!elements.has(element.localName) || element.namespaceURI !== root.namespaceURI) tell(`element ${element.localName}`);
                for (const { name } of element.attributes) if (!attributes.has(name)) tell(`attribute ${name}`);
                for (const name of element.classList) if (!classes.has(name)) tell(`class ${name}`);
                const away = element.target === "_blank" && /noopener noreferrer nofollow ugc/.test(element.rel);
                const inside = /^(tag|mention)$/.test(element.className) && element.getAttribute("href").startsWith("/fireside/");
                if (element.localName === "a" && !away && !inside) tell(`link ${element.outerHTML}`);
            }
        }
    }

    function provoke() {
        for (const element of words()) {
            for (const { name } of element.attributes) {
                if (name.startsWith("on")) element.dispatchEvent(new Event(name.slice(2)));
            }
            if (/^(a|area|button|input|summary|option|.*-.*|.*:.*)$/.test(element.localName)) {
                element.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
            }
        }
    }

    addEventListener("load", () => {
        look();
        provoke();
        // As a patch puts them into a page, and as they are when a script reads and writes them.
        for (let i = 0; i < 2; i++) {
            for (const area of document.querySelectorAll("[data-area]")) {
                const template = document.createElement("template");
                template.innerHTML = area.innerHTML;
                area.replaceChildren(document.importNode(template.content, true));
                area.innerHTML = area.innerHTML;
            }
            look();
            provoke();
        }
        setTimeout(send, 300, `/done?words=${which}`);
    });
})();
