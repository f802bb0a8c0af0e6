// The page's words, one table for each language. The server says which in the page's lang.
// A word that needs a value is a function of it. In page.html an element names its word by data-word, and those that only
// screen readers and empty boxes have by data-label, data-title and data-hint.

const two = (n) => String(n).padStart(2, "0");
const months = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

const tables = {
  vi: {
    connecting: "Đang kết nối…", connected: "Mô phỏng trên máy này", lost: "Mất kết nối, đang thử lại…",
    time: "Thời gian của đợt báo cáo", hour: "+1\u00a0giờ", day: "+1\u00a0ngày", moving: "Đang chạy tới…",
    stuck: (why) => `Đồng hồ không chạy được: ${why}`,
    next: (label, when) => `Đến việc kế tiếp: ${label} lúc ${when}`, on: (hour, day) => `${hour} ngày ${day}`,
    phones: "Điện thoại", add: "Thêm điện thoại", who: "Tên người hoặc đơn vị", unadded: (why) => `Không thêm được: ${why}`,
    nobody: "Không tìm thấy ai.", typeWho: "Gõ tên người hoặc đơn vị.", typeNew: "Gõ tên người dùng mới.", make: "Tạo người dùng mới", hidden: "Đã có, đang cất",
    noBot: (url) => `Chưa có bot nào kết nối. Cho bot gọi tới ${url}`, noPhone: "Chưa có điện thoại nào. Bấm «Thêm điện thoại» để bắt đầu.",
    options: "Tùy chọn", block: "Chặn bot", unblock: "Bỏ chặn bot", hide: "Cất điện thoại này", newest: "Xuống tin mới nhất", understood: "Đã hiểu",
    blocked: "Bot đang bị chặn.", unsent: (why) => `Không gửi được: ${why}`,
    asFile: "gửi dạng tệp", drop: "Bỏ", commands: "Lệnh của bot", message: "Tin nhắn", caption: "Chú thích", attach: "Gửi tệp hoặc ảnh",
    send: "Gửi", sendPlace: "Gửi vị trí", start: "Bắt đầu", editing: "Sửa tin nhắn", edit: "Sửa tin nhắn này", edited: "đã sửa",
    file: "Tệp", kind: "tệp", photo: "Ảnh", voice: "Tin thoại", place: (at) => `Vị trí: ${at}`, uploads: "đang gửi tệp…", types: "đang nhập…",
    weekdays: ["Chủ nhật", "Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy"],
    // A nought stands before the days to 9 and the months to 2, as offices write, so that nothing can be added before them.
    dayOf: (d, m) => `${two(d)}/${m < 3 ? two(m) : m}`, dateOf: (d, m, y) => `${two(d)}/${m < 3 ? two(m) : m}/${y}`,
  },
  en: {
    connecting: "Connecting…", connected: "Simulated on this machine", lost: "Connection lost, trying again…",
    time: "The campaign's time", hour: "+1\u00a0hour", day: "+1\u00a0day", moving: "On the way…",
    stuck: (why) => `The clock could not be moved: ${why}`,
    next: (label, when) => `Jump to ${when}: ${label}`, on: (hour, day) => `${hour} on ${day}`,
    phones: "Phones", add: "Add a phone", who: "Name of a person or unit", unadded: (why) => `Not added: ${why}`,
    nobody: "Nobody found.", typeWho: "Type the name of a person or unit.", typeNew: "Type the name of a new user.", make: "Make a new user", hidden: "Here already, put away",
    noBot: (url) => `No bot has connected yet. Have the bot call ${url}`, noPhone: "There is no phone yet. Press “Add a phone” to begin.",
    options: "Options", block: "Block the bot", unblock: "Unblock the bot", hide: "Put this phone away", newest: "Down to the newest message", understood: "OK",
    blocked: "The bot is blocked.", unsent: (why) => `Not sent: ${why}`,
    asFile: "send as a file", drop: "Drop", commands: "Commands of the bot", message: "Message", caption: "Caption", attach: "Send a file or photo",
    send: "Send", sendPlace: "Send the location", start: "Start", editing: "Edit message", edit: "Edit this message", edited: "edited",
    file: "File", kind: "file", photo: "Photo", voice: "Voice message", place: (at) => `Location: ${at}`, uploads: "is sending a file…", types: "is typing…",
    weekdays: ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"],
    dayOf: (d, m) => `${d} ${months[m - 1].slice(0, 3)}`, dateOf: (d, m, y) => `${d} ${months[m - 1]} ${y}`,
  },
};

export const language = document.documentElement.lang;
export const say = tables[language];

// put writes the words that page.html names.
export function put(root) {
  const each = (name, write) => root.querySelectorAll(`[data-${name}]`).forEach((e) => write(e, say[e.dataset[name]]));
  each("word", (e, text) => { e.textContent = text; });
  each("label", (e, text) => e.setAttribute("aria-label", text));
  each("title", (e, text) => { e.title = text; });
  each("hint", (e, text) => { e.placeholder = text; });
}
