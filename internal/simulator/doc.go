// Package simulator is a Telegram Bot API server on one's own machine, with people in it. It is the demo, where a web page shows the phones
// of officers and coordinators side by side, and it is the other end in tests. Any client, in any language, can use it: it has the same
// paths, parameters and refusals as the platform, holds long polls and retries webhooks. Only private chats exist. Every token of the right
// shape is a bot. Nothing is kept on disk.
//
// It must not know our bot. It imports none of our packages but the clock and knows of reports only what the bot's messages say. It reaches
// out to no network but to the webhooks that bots set. It is no place for secrets: everybody who reaches it can read every chat.
//
// decode reads every request, answerTo writes every answer of the Bot API. Folder entities reads the formatting of texts, folder page holds
// the page's files, and the files page*.go serve them with what they show.
//
// # Time
//
// Message dates, the day that updates live and the 48 hours of deleteMessage are campaign time, which can be moved. Long polls, backoff and
// the pauses between conflicts are real time.
//
// # Control calls
//
// What the methods of Server and User do is also there over HTTP, for programs in other languages. Parameters come as in the Bot API: query,
// form, JSON or multipart. bot is a bot's id and may be left out while there is one bot. Answers are JSON; a refusal is {"error": "…"} with
// status 400.
//
//	GET  /sim/bots                                              list of bots: id, username, name, waiting updates, commands
//	POST /sim/bots            token                             register a bot before its first call
//	GET  /sim/users                                             list of users
//	POST /sim/users           name, role, unit, username, language_code, id, shown
//	POST /sim/users/{id}/text       bot, text, reply_to         type a text; → the message
//	POST /sim/users/{id}/start      bot, payload                type /start payload
//	POST /sim/users/{id}/press      bot, message_id, data       press a button; → {"query": "…"}
//	POST /sim/users/{id}/edit       bot, message_id, text       edit an own message
//	POST /sim/users/{id}/photo      bot, caption, file          send a photo (multipart); also …/document, …/voice, …/audio, …/video;
//	                                                            several file parts make an album;
//	                                                            duration: seconds of a recording
//	POST /sim/users/{id}/location   bot, latitude, longitude
//	POST /sim/users/{id}/block      bot                         block the bot; …/unblock lets it in again
//	POST /sim/users/{id}/vanish     bot                         delete the account
//	POST /sim/users/{id}/show       shown                       put the phone on the page or take it off
//	GET  /sim/users/{id}/chat       bot, since, wait            the chat, or what changed after a sequence number; waits up to so many
//	                                                            seconds for a change
//	GET  /sim/files/{bot}/{file_id}                             a file's content
//	GET  /sim/faults, POST, DELETE                              see Fault; delay_ms instead of delay
//	POST /sim/repeat          bot, times                        the next updates arrive twice
//	POST /sim/reseed          bot, first                        update ids go on from elsewhere
//	POST /sim/inject          bot, kind, value                  queue any JSON as an update
//	GET  /sim/clock                                             {"now", "next": {"at", "label"}}
//	POST /sim/clock/advance   by                                90m, 1h, 1d; stops at every due instant on the way
//	POST /sim/clock/set       at                                RFC 3339; never backwards
//	POST /sim/clock/next                                        jump to the next due instant
//	GET  /sim/roster          q                                 people whose phones can be added
//	POST /sim/join            contact                           add one of them; → the user
//	GET  /sim/stream                                            what the page shows, as server-sent events
package simulator
