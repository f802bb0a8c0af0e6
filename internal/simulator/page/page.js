// The page of phones. It shows what the server sends and sends what a person does; it keeps no chat of its own beyond what is on the screen.
// Every word that comes from outside is put in place with textContent; its own words stand in words.js.

import { language, put, say } from "/words.js";

const $ = (id) => document.getElementById(id);
const phones = new Map(); // user id → Phone
const today = { state: null, bot: 0, base: 0, at: 0, busy: false };

// ---- small helpers

function el(tag, cls, text) {
  const e = document.createElement(tag);
  if (cls) e.className = cls;
  if (text !== undefined) e.textContent = text;
  return e;
}

async function post(path, body) {
  const form = body instanceof FormData;
  const r = await fetch(path, { method: "POST", body: form ? body : JSON.stringify(body ?? {}), headers: form ? {} : { "Content-Type": "application/json" } });
  const answer = await r.json().catch(() => ({ error: "" }));
  if (!r.ok) throw new Error(answer.error || `HTTP ${r.status}`);
  return answer;
}

const two = (n) => String(n).padStart(2, "0");

// local turns an instant into a Date whose UTC fields are the campaign's local time.
const local = (ms) => new Date(ms + today.state.clock.zone * 1000);
const hm = (d) => `${two(d.getUTCHours())}:${two(d.getUTCMinutes())}`;
const dm = (d) => say.dayOf(d.getUTCDate(), d.getUTCMonth() + 1);
const dmy = (d) => say.dateOf(d.getUTCDate(), d.getUTCMonth() + 1, d.getUTCFullYear());

function size(bytes) {
  if (bytes < 1024) return `${bytes} B`;
  const n = bytes < 1 << 20 ? bytes / 1024 : bytes / (1 << 20);
  return `${n.toLocaleString(language, { maximumFractionDigits: 1 })} ${bytes < 1 << 20 ? "KB" : "MB"}`;
}

function initials(name) {
  const words = name.replace(/^(đồng chí|đ\/c|ông|bà)\s+/i, "").split(/\s+/).filter(Boolean);
  return (words.length > 1 ? words[0][0] + words.at(-1)[0] : (words[0] ?? "?").slice(0, 2)).toLocaleUpperCase("vi");
}

// ---- words with entities; offsets are UTF-16 units, as JavaScript counts

function words(text, entities, phone) {
  const out = document.createDocumentFragment();
  const marks = (entities ?? []).filter((e) => e.length > 0);
  const cuts = [...new Set([0, text.length, ...marks.flatMap((e) => [e.offset, e.offset + e.length])])].filter((n) => n <= text.length).sort((a, b) => a - b);
  for (let i = 0; i + 1 < cuts.length; i++) {
    const from = cuts[i], to = cuts[i + 1];
    let node = document.createTextNode(text.slice(from, to));
    for (const e of marks) {
      if (e.offset <= from && e.offset + e.length >= to) node = dress(node, e, text.slice(e.offset, e.offset + e.length), phone);
    }
    out.append(node);
  }
  return out;
}

const tags = { bold: "b", italic: "i", underline: "u", strikethrough: "s", code: "code", pre: "code", blockquote: "q", spoiler: "mark" };

function dress(node, e, words, phone) {
  if (e.type === "bot_command") {
    const a = el("button", "command");
    a.type = "button";
    a.dataset.testid = "command";
    a.onclick = () => phone.say(words);
    a.append(node);
    return a;
  }
  if (e.type === "url" || e.type === "text_link" || e.type === "email") {
    const a = el("a");
    const target = e.type === "text_link" ? e.url : e.type === "email" ? `mailto:${words}` : words;
    if (!/^(https?|mailto|tel):/i.test(target)) return node;
    a.href = target;
    a.target = "_blank";
    a.rel = "noopener noreferrer";
    a.onclick = (event) => { if (phone.follow(target)) event.preventDefault(); };
    a.append(node);
    return a;
  }
  if (!tags[e.type]) return node;
  const t = el(tags[e.type], e.type);
  t.append(node);
  return t;
}

// ---- a phone

// visible marks the tab of the phone that a narrow screen shows.
const visible = new IntersectionObserver((entries) => {
  for (const e of entries) phones.get(Number(e.target.dataset.user))?.inView(e.isIntersecting);
}, { threshold: 0.6 });

class Phone {
  constructor(person) {
    this.id = person.id;
    this.root = $("phone").content.firstElementChild.cloneNode(true);
    this.root.dataset.user = person.id;
    for (const name of ["chat", "list", "newer", "count", "toast", "alert", "compose", "commands", "keys", "about", "write", "slash", "box", "clip", "place", "file", "start", "unblock", "menu", "more"]) {
      this[name] = this.root.querySelector(`.${name}`);
    }
    this.tab = el("button", "tab");
    this.tab.dataset.testid = "tab";
    this.tab.dataset.user = person.id;
    this.tab.append(el("span"), el("b"));
    this.tab.onclick = () => this.root.scrollIntoView({ inline: "center", behavior: "smooth" });
    this.wire();
    this.describe(person);
    this.clear();
  }

  describe(person) {
    const q = (s) => this.root.querySelector(s);
    q(".name").textContent = person.name;
    q(".post").textContent = [person.role, person.unit].filter(Boolean).join(" · ");
    q(".face").textContent = initials(person.name);
    q(".face").dataset.hue = person.id % 7;
    this.root.setAttribute("aria-label", person.name);
    this.tab.firstChild.textContent = person.name;
  }

  // clear forgets what is shown: another bot was chosen, or the connection is new.
  clear() {
    this.messages = new Map(); // id → {data, node}
    this.seq = 0;
    this.unseen = 0;
    this.answered = 0;
    this.blocked = false;
    this.editing = null;
    this.files = [];
    this.list.replaceChildren();
    this.typing(false);
    this.aboutBox();
    this.foot();
  }

  wire() {
    this.write.onsubmit = (e) => { e.preventDefault(); this.send(); };
    this.box.oninput = () => { this.commands.hidden = this.box.value !== "/"; this.grow(); };
    this.box.onkeydown = (e) => this.key(e);
    this.box.onpaste = (e) => { if (e.clipboardData.files.length) { e.preventDefault(); this.attach(e.clipboardData.files); } };
    this.clip.onclick = () => this.file.click();
    this.place.onclick = () => this.locate();
    this.file.onchange = () => { this.attach(this.file.files); this.file.value = ""; };
    this.slash.onclick = () => { this.commands.hidden = !this.commands.hidden; };
    this.start.onclick = () => this.act("start", {});
    this.unblock.onclick = () => this.act("unblock", {});
    this.newer.onclick = () => this.bottom(true);
    this.about.querySelector(".drop").onclick = () => { this.editing = null; this.files = []; this.box.value = ""; this.aboutBox(); };
    this.alert.querySelector(".ok").onclick = () => { this.alert.hidden = true; };
    this.chat.onscroll = () => this.scrolled();
    this.more.onclick = (e) => { e.stopPropagation(); toggle(this.more, this.menu); };
    this.menu.onclick = (e) => this.choose(e.target.dataset.act);
    this.stuck = true; // the end of the chat stays in view, whatever grows or turns
    this.away = false; // beside the screen, as phones are on a narrow one
    visible.observe(this.root);
    const sizes = new ResizeObserver(() => { if (this.stuck) this.bottom(false); });
    sizes.observe(this.chat);
    sizes.observe(this.list);
    this.root.ondragover = (e) => e.preventDefault();
    this.root.ondrop = (e) => { e.preventDefault(); this.attach(e.dataTransfer.files); };
  }

  choose(act) {
    if (!act) return;
    this.menu.hidden = true;
    if (act === "block") this.act(this.blocked ? "unblock" : "block", {});
    if (act === "location") this.locate();
    if (act === "hide") this.act("show", { shown: false });
  }

  async act(what, body) {
    try {
      if (!(body instanceof FormData)) body = { bot: today.bot, ...body };
      else body.set("bot", today.bot);
      return await post(`/sim/users/${this.id}/${what}`, body);
    } catch (err) {
      this.notice(err.message.includes("blocked") ? say.blocked : say.unsent(err.message));
    }
  }

  say(text) { this.bottom(true); return this.act("text", { text }); }

  // locate sends where this phone is: at the two numbers in the box, else at a place of its own in the town.
  locate() {
    const typed = /^\s*(-?\d{1,2}(?:\.\d+)?)[,;\s]+(-?\d{1,3}(?:\.\d+)?)\s*$/.exec(this.box.value);
    const [latitude, longitude] = typed ? [Number(typed[1]), Number(typed[2])] : [19.8067 + (this.id % 17) / 500, 105.7852 + (this.id % 13) / 500];
    if (typed) { this.box.value = ""; this.grow(); }
    this.bottom(true);
    return this.act("location", { latitude, longitude });
  }

  // asksWhere reports whether the bot's last words ask for a location; the button for it is then at hand.
  asksWhere() {
    const last = [...this.messages.values()].at(-1)?.data;
    return Boolean(last && !last.own && /vị trí|location/i.test(last.text ?? ""));
  }

  // follow opens a start link of one of our bots in this phone instead of the browser.
  follow(url) {
    const m = /^https?:\/\/t\.me\/(\w+)\?start=([\w-]{1,64})$/.exec(url);
    if (!m || !today.state.bots.some((b) => b.username === m[1])) return false;
    this.act("start", { payload: m[2] });
    return true;
  }

  key(e) {
    if (e.key === "Enter" && !e.shiftKey && !e.isComposing) { e.preventDefault(); this.send(); }
    if (e.key === "Escape") this.about.querySelector(".drop").click();
    if (e.key === "ArrowUp" && !this.box.value) {
      const own = [...this.messages.values()].filter((m) => m.data.own && m.data.text).at(-1);
      if (own) { e.preventDefault(); this.edit(own.data); }
    }
  }

  async send() {
    const text = this.box.value.trim();
    const { editing, files } = this;
    if (!text && !files.length) return;
    const asFile = this.about.querySelector("input").checked;
    this.editing = null;
    this.files = [];
    this.box.value = "";
    this.aboutBox();
    this.bottom(true);
    if (editing) return this.act("edit", { message_id: editing.message_id, text });
    if (!files.length) return this.act("text", { text });
    const kind = asFile ? "document" : kindOf(files);
    const form = new FormData();
    form.set("caption", text);
    files.forEach((f, i) => form.set(`file${two(i)}`, f, f.name));
    return this.act(kind, form);
  }

  attach(list) {
    this.files = [...list].slice(0, 10);
    this.editing = null;
    this.aboutBox();
    this.box.focus();
  }

  edit(m) {
    this.editing = m;
    this.files = [];
    this.box.value = m.text ?? m.caption ?? "";
    this.aboutBox();
    this.box.focus();
  }

  // aboutBox shows what the box is about: an edit or files to send.
  aboutBox() {
    const { editing, files } = this;
    this.about.hidden = !editing && !files.length;
    const label = this.about.querySelector(".as-file");
    label.hidden = !files.length || kindOf(files) === "document";
    label.querySelector("input").checked = false;
    let text = "";
    if (editing) text = say.editing;
    if (files.length) text = files.map((f) => `${f.name} (${size(f.size)})`).join(", ");
    this.about.querySelector(".about-words").textContent = text;
    this.box.placeholder = files.length ? say.caption : say.message;
    this.grow();
    for (const { data, node } of this.messages.values()) node.classList.toggle("editing", data === editing);
  }

  grow() {
    this.box.rows = 1;
    const lines = Math.round((this.box.scrollHeight - 18) / 20);
    this.box.rows = Math.min(Math.max(lines, 1), 6);
    this.write.classList.toggle("ready", Boolean(this.box.value.trim() || this.files.length));
  }

  // ---- what the server says

  update(change) {
    const first = this.seq === 0;
    this.seq = change.seq;
    this.blocked = change.blocked;
    let fresh = 0;
    for (const m of change.messages) fresh += this.put(m) && !m.own && !m.deleted ? 1 : 0;
    this.typing(change.typing);
    this.replyKeys(change.keyboard);
    if (change.answer && change.answer.seq > this.answered) {
      if (!first) this.answer(change.answer);
      this.answered = change.answer.seq;
    }
    this.foot();
    if (this.stuck) this.bottom(false);
    if (fresh && (!this.stuck || this.away && !first)) this.unread(fresh);
  }

  // put shows a message and reports whether it is a new one.
  put(m) {
    const old = this.messages.get(m.message_id);
    if (m.deleted) {
      old?.node.remove();
      this.messages.delete(m.message_id);
      this.dates();
      return false;
    }
    const node = this.bubble(m);
    this.messages.set(m.message_id, { data: m, node });
    if (old) old.node.replaceWith(node);
    else this.list.append(node);
    if (!old) this.dates();
    return !old;
  }

  bubble(m) {
    const li = el("li", `message ${m.own ? "own" : "bot"}`);
    Object.assign(li.dataset, { testid: "message", id: m.message_id, own: String(m.own), date: m.date });
    const b = el("div", "bubble");
    if (m.reply_to_message) b.append(el("p", "quote", m.reply_to_message.text ?? m.reply_to_message.caption ?? say.file));
    b.append(...this.media(m));
    const text = m.text ?? m.caption;
    if (text) {
      const p = el("div", "words");
      p.dataset.testid = "message-text";
      p.append(words(text, m.entities ?? m.caption_entities, this));
      b.append(p);
    }
    b.append(this.stamp(m));
    if (m.own && (m.text || m.caption)) {
      const pencil = el("button", "pencil");
      pencil.type = "button";
      pencil.dataset.testid = "edit";
      pencil.setAttribute("aria-label", say.edit);
      pencil.append(el("i", "pen"));
      pencil.onclick = () => this.edit(m);
      b.append(pencil);
    }
    li.append(b);
    if (m.reply_markup) li.append(this.keyboard(m));
    return li;
  }

  stamp(m) {
    const f = el("div", "foot");
    if (m.edit_date) f.append(el("span", "edited", say.edited));
    f.append(el("time", "", hm(local(m.date * 1000))));
    if (m.own) f.append(el("i", "ticks"));
    return f;
  }

  media(m) {
    const href = (id) => `/sim/files/${today.bot}/${encodeURIComponent(id)}`;
    if (m.photo?.length) {
      const p = m.photo.at(-1), a = el("a", "photo"), img = el("img");
      a.href = img.src = href(p.file_id);
      a.target = "_blank";
      img.alt = say.photo;
      img.width = p.width;
      img.height = p.height;
      a.append(img);
      return [a];
    }
    if (m.location) {
      const { latitude, longitude } = m.location;
      return [el("div", "words", say.place(`${latitude.toFixed(5)}, ${longitude.toFixed(5)}`))];
    }
    const d = m.document ?? m.video ?? m.audio ?? m.voice;
    if (!d) return [];
    const a = el("a", "document"), info = el("span", "document-info"), name = d.file_name || say.voice;
    a.dataset.testid = "document";
    a.href = href(d.file_id);
    a.download = name;
    info.append(el("b", "", name), el("small", "", size(d.file_size)));
    a.append(el("span", "kind", (/\.(\w{1,4})$/.exec(name)?.[1] ?? say.kind).toUpperCase()), info);
    return [a];
  }

  keyboard(m) {
    const box = el("div", "keyboard");
    m.reply_markup.inline_keyboard.forEach((row, r) => {
      const line = el("div", "row");
      for (const b of row) {
        const key = el("button", "key", b.text);
        key.type = "button";
        key.dataset.testid = "button";
        key.dataset.row = r;
        if (b.callback_data !== undefined) {
          key.dataset.data = b.callback_data;
          key.onclick = () => this.press(m, b, key);
        } else if (b.url) {
          key.classList.add("goes");
          key.onclick = () => { if (!this.follow(b.url) && /^https?:/i.test(b.url)) open(b.url, "_blank", "noopener"); };
        } else key.disabled = true;
        line.append(key);
      }
      box.append(line);
    });
    return box;
  }

  async press(m, b, key) {
    key.classList.add("waits");
    setTimeout(() => key.classList.remove("waits"), 10000);
    const answer = await this.act("press", { message_id: m.message_id, data: b.callback_data });
    if (!answer) return key.classList.remove("waits");
    key.dataset.query = answer.query;
    if (this.lastAnswer === answer.query) key.classList.remove("waits");
  }

  answer(a) {
    this.lastAnswer = a.query;
    for (const k of this.list.querySelectorAll(".waits")) if (k.dataset.query === a.query) k.classList.remove("waits");
    if (!a.text) return;
    if (!a.alert) return this.notice(a.text);
    this.alert.querySelector("p").textContent = a.text;
    this.alert.hidden = false;
    this.alert.querySelector(".ok").focus();
  }

  // notice shows a toast.
  notice(text) {
    this.toast.textContent = text;
    this.toast.hidden = false;
    clearTimeout(this.toastTimer);
    this.toastTimer = setTimeout(() => { this.toast.hidden = true; }, 4000);
  }

  typing(action) {
    clearTimeout(this.typingTimer);
    this.root.querySelector(".typing")?.remove();
    if (!action) return;
    const li = el("li", "typing");
    li.dataset.testid = "typing";
    li.append(el("i"), el("i"), el("i"), el("span", "", action.startsWith("upload") ? say.uploads : say.types));
    this.list.append(li);
    this.typingTimer = setTimeout(() => this.typing(false), 5000);
  }

  replyKeys(k) {
    this.keys.hidden = !k;
    this.keys.replaceChildren();
    for (const row of k?.rows ?? []) {
      const line = el("div", "row");
      for (const text of row) {
        const b = el("button", "key", text);
        b.type = "button";
        b.onclick = () => this.say(text);
        line.append(b);
      }
      this.keys.append(line);
    }
  }

  // dates puts the day before the first message of each day.
  dates() {
    this.list.querySelectorAll(".day").forEach((d) => d.remove());
    let last = "";
    for (const { data, node } of this.messages.values()) {
      const d = local(data.date * 1000), day = dmy(d);
      if (day !== last) node.before(el("li", "day", `${say.weekdays[d.getUTCDay()]}, ${day}`));
      last = day;
    }
  }

  foot() {
    const bot = today.state?.bots.find((b) => b.id === today.bot);
    const empty = this.messages.size === 0;
    this.root.classList.toggle("is-blocked", this.blocked);
    this.root.querySelector("[data-act=block]").textContent = this.blocked ? say.unblock : say.block;
    this.unblock.hidden = !this.blocked;
    this.place.hidden = !this.asksWhere();
    this.start.hidden = this.blocked || !empty || !bot;
    this.write.hidden = this.blocked || !bot || empty;
    if (this.blocked) this.commands.hidden = this.about.hidden = this.keys.hidden = true;
  }

  menuOf(commands) {
    this.slash.hidden = !commands.length;
    const key = JSON.stringify(commands);
    if (key === this.menuKey) return;
    this.menuKey = key;
    this.commands.replaceChildren(...commands.map((c) => {
      const b = el("button", "line");
      b.type = "button";
      b.dataset.testid = "menu-command";
      b.append(el("b", "", `/${c.command}`), el("span", "", c.description));
      b.onclick = () => { this.commands.hidden = true; this.say(`/${c.command}`); };
      return b;
    }));
  }

  // ---- scrolling

  atBottom() { return this.chat.scrollHeight - this.chat.scrollTop - this.chat.clientHeight < 60; }

  bottom(smooth) {
    this.stuck = true;
    this.seen();
    requestAnimationFrame(() => this.chat.scrollTo({ top: this.chat.scrollHeight, behavior: smooth ? "smooth" : "instant" }));
  }

  // scrolled lets go of the end when a person scrolls up. What moves because sizes changed is no person.
  scrolled() {
    const { scrollTop: top, scrollHeight: tall, clientHeight: high } = this.chat, { was } = this;
    this.was = { top, tall, high };
    if (this.atBottom()) { this.stuck = true; this.seen(); }
    else if (was && top < was.top && tall === was.tall && high === was.high) this.stuck = false;
  }

  seen() {
    if (this.away) return;
    this.unseen = 0;
    this.newer.hidden = true;
    this.tab.lastChild.textContent = "";
  }

  unread(n) {
    this.unseen += n;
    this.newer.hidden = this.stuck;
    this.count.textContent = this.tab.lastChild.textContent = this.unseen;
  }

  // inView is told when a phone comes into the screen or leaves it.
  inView(shown) {
    this.away = !shown;
    this.tab.setAttribute("aria-current", String(shown));
    if (!shown) return;
    this.tab.parentElement?.scrollTo({ left: this.tab.offsetLeft - 60, behavior: "smooth" });
    if (this.stuck) this.seen();
  }
}

const isPicture = (f) => /^image\/(jpeg|png|gif)$/.test(f.type) && f.size <= 10 << 20;

// kindOf is how an app sends such files: Ogg sound goes as a voice note, what is mixed goes as documents.
function kindOf(files) {
  if (files.every(isPicture)) return "photo";
  for (const [kind, form] of [["voice", /^(audio|video|application)\/ogg$|^audio\/opus$/], ["audio", /^audio\//], ["video", /^video\//]]) {
    if (files.every((f) => form.test(f.type))) return kind;
  }
  return "document";
}

function toggle(button, panel, shown = panel.hidden) {
  for (const other of document.querySelectorAll(".panel")) other.hidden = true;
  panel.hidden = !shown;
  button.setAttribute("aria-expanded", String(shown));
}

// ---- the top of the page

function showState(s) {
  today.state = s;
  today.base = Date.parse(s.clock.now);
  today.at = performance.now();
  document.title = s.title || "Giao ban";
  $("title").textContent = document.title;
  showBots(s);
  const shown = new Set(s.phones.map((p) => p.id));
  for (const [id, phone] of phones) {
    if (!shown.has(id)) { phone.root.remove(); phone.tab.remove(); phones.delete(id); }
  }
  for (const p of s.phones) {
    let phone = phones.get(p.id);
    if (!phone) {
      phones.set(p.id, phone = new Phone(p));
      $("phones").append(phone.root);
      $("tabs").append(phone.tab);
      if (today.adding) { today.adding = false; phone.tab.onclick(); }
    } else phone.describe(p);
    phone.menuOf(s.menus.find((m) => m.user === p.id && m.bot === today.bot)?.commands ?? []);
    phone.foot();
  }
  $("tabs").hidden = s.phones.length < 2;
  showEmpty(s);
  showClock();
}

function showBots(s) {
  const known = s.bots.some((b) => b.id === today.bot);
  const select = $("bots");
  if (!known) today.bot = s.bots[0]?.id ?? 0;
  select.hidden = s.bots.length < 2;
  select.replaceChildren(...s.bots.map((b) => {
    const o = el("option", "", `${b.name} @${b.username}`);
    o.value = b.id;
    o.selected = b.id === today.bot;
    return o;
  }));
}

function showEmpty(s) {
  const text = !s.bots.length ? say.noBot(`${location.origin}/bot<token>/…`) : !s.phones.length ? say.noPhone : "";
  $("empty").textContent = text;
  $("empty").hidden = !text;
}

function showClock() {
  if (!today.state) return;
  const { clock } = today.state;
  const now = today.base + performance.now() - today.at;
  const d = local(now);
  $("clock").dataset.now = new Date(now).toISOString();
  $("clock-time").textContent = hm(d);
  $("clock-date").textContent = `${say.weekdays[d.getUTCDay()]}, ${dmy(d)}`;
  $("jump").hidden = !clock.next;
  if (!clock.next || today.busy) return;
  const at = local(Date.parse(clock.next.at));
  const when = dmy(at) === dmy(d) ? hm(at) : say.on(hm(at), dm(at));
  $("jump-label").textContent = say.next(clock.next.label, when);
  $("jump-label").dataset.short = `${when}: ${clock.next.label}`; // where there is little room
  $("jump").title = $("jump-label").textContent;
}

async function move(path, body) {
  if (today.busy) return;
  today.busy = true;
  document.body.classList.add("moving");
  $("jump-label").textContent = $("jump-label").dataset.short = say.moving;
  for (const b of [$("jump"), $("hour"), $("day")]) b.disabled = true;
  try {
    const clock = await post(path, body);
    today.state.clock = clock;
    today.base = Date.parse(clock.now);
    today.at = performance.now();
  } catch (err) {
    $("link").textContent = say.stuck(err.message);
  }
  today.busy = false;
  document.body.classList.remove("moving");
  for (const b of [$("jump"), $("hour"), $("day")]) b.disabled = false;
  showClock();
}

// ---- adding phones

let searching = 0;

async function search() {
  const q = $("add-search").value.trim(), turn = ++searching;
  const list = [];
  if (today.state.roster) {
    const found = await fetch(`/sim/roster?q=${encodeURIComponent(q)}`).then((r) => r.json()).catch(() => []);
    for (const c of Array.isArray(found) ? found : []) list.push(choice(c.name, c.detail, c.id, () => post("/sim/join", { contact: c.id })));
    if (!list.length) list.push(el("li", "none", q ? say.nobody : say.typeWho));
  } else if (q) {
    list.push(choice(q, say.make, "new", () => post("/sim/users", { name: q, language_code: language, shown: true })));
  } else list.push(el("li", "none", say.typeNew));
  const people = q || !today.state.roster ? await fetch("/sim/users").then((r) => r.json()).catch(() => []) : [];
  for (const p of people.filter((p) => !p.shown && (!q || p.name.toLocaleLowerCase("vi").includes(q.toLocaleLowerCase("vi")))).slice(0, 8)) {
    list.push(choice(p.name, [p.role, p.unit].filter(Boolean).join(" · ") || say.hidden, p.id, () => post(`/sim/users/${p.id}/show`, { shown: true })));
  }
  if (turn === searching) $("add-list").replaceChildren(...list);
}

function choice(name, detail, id, take) {
  const li = el("li"), b = el("button", "line");
  b.dataset.testid = "add-result";
  b.dataset.contact = id;
  b.append(el("b", "", name), el("span", "", detail));
  b.onclick = async () => {
    today.adding = true;
    toggle($("add"), $("add-panel"), false);
    try { await take(); } catch (err) { $("link").textContent = say.unadded(err.message); }
  };
  li.append(b);
  return li;
}

// ---- beginning

function connect() {
  const stream = new EventSource("/sim/stream");
  let fresh = true;
  stream.onopen = () => { fresh = true; $("link").textContent = say.connected; document.body.classList.remove("offline"); };
  stream.onerror = () => { $("link").textContent = say.lost; document.body.classList.add("offline"); };
  stream.addEventListener("state", (e) => {
    if (fresh) for (const p of phones.values()) p.clear();
    fresh = false;
    showState(JSON.parse(e.data));
  });
  stream.addEventListener("chat", (e) => {
    const change = JSON.parse(e.data);
    if (change.bot === today.bot) phones.get(change.user)?.update(change);
  });
  return stream;
}

put(document);
put($("phone").content);
let stream = connect();
$("jump").onclick = () => move("/sim/clock/next");
$("hour").onclick = () => move("/sim/clock/advance", { by: "1h" });
$("day").onclick = () => move("/sim/clock/advance", { by: "1d" });
$("bots").onchange = (e) => { today.bot = Number(e.target.value); stream.close(); stream = connect(); };
$("add").onclick = (e) => {
  e.stopPropagation();
  toggle($("add"), $("add-panel"));
  if (!$("add-panel").hidden) { $("add-search").value = ""; $("add-search").focus(); search(); }
};
$("add-search").oninput = search;
document.addEventListener("click", (e) => {
  for (const panel of document.querySelectorAll(".panel:not([hidden])")) if (!panel.contains(e.target)) panel.hidden = true;
});
document.addEventListener("keydown", (e) => { if (e.key === "Escape") document.querySelectorAll(".panel").forEach((p) => { p.hidden = true; }); });
setInterval(showClock, 1000);
