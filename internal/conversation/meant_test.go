package conversation

import (
	"testing"
	"time"
)

// meantSource asks one of each kind in which words around an answer matter.
const meantSource = `
title: Flood
sections:
  - code: A1
    title: Flood
    questions:
      - {code: A1.01, name: fuel, type: yes_no, label: "Do you need fuel?", required: true}
      - {code: A1.02, name: boats, type: integer, label: "How many boats do you have?", required: true, unit: boats}
      - {code: A1.03, name: tel, type: telephone, label: "On what number can you be called?", required: true}
      - {code: A1.04, name: last, type: integer, label: "How many engines?", required: true}
`

// TestOfferedTaken: what was understood is offered, and a yes takes it. A yes that may be the other answer is asked again.
func TestOfferedTaken(t *testing.T) {
	t.Parallel()
	play(t, "en", meantSource, does("/start", "Do you need fuel?"),
		does("no fuel at all, we need it", "nothing is stored", "Do you need fuel?"),
		does("no, but we will soon", "Is it No?"),
		does("yes", "Not stored", "Do you need fuel?"),
		does("yes 200 litres", "Is it Yes?"),
		does("yes", "How many boats"),
		does("around four, one is leaking", "4; 1"),
		does("no", "Not stored", "How many boats"),
		does("four boats, one of them broken", "4; 1"),
		does("1", "1 boats", "On what number"),
		does("fix A1.02", "How many boats"),
		does("4 or so of them I say", "Is it"),
		does("2", "2 boats", "On what number"),
		does("my number is 0722 123 456", "Is that the number?"),
		does("[Store 0722 123 456]", "0722 123 456", "How many engines"),
		does("12 of them and a spare", "Is it 12?"),
		does("no", "Not stored", "How many engines"),
		does("12 of them and a spare", "Is it 12?"),
		does("yes", "12"))
}

// listSource asks for a list and a text.
const listSource = `
title: Flood
sections:
  - code: A1
    title: Flood
    questions:
      - {code: A1.01, name: account, type: long_text, label: "What happened?", required: true}
      - code: A1.02
        name: camps
        type: repeat
        label: "List each camp."
        required: true
        rows: {noun: camp, name: camp_name}
        questions:
          - {code: A1.02.1, name: camp_name, type: text, label: "What is the camp called?", required: true}
          - {code: A1.02.2, name: people, type: integer, label: "How many people stay there?", required: true}
      - {code: A1.03, name: last, type: integer, label: "How many engines?", required: true}
`

// TestEndsAndTakenBack: what ends a text or a list is no part of it, what is to be left out is left out, and of what
// waits nothing is lost.
func TestEndsAndTakenBack(t *testing.T) {
	t.Parallel()
	play(t, "en", listSource, does("/start", "What happened?"),
		does("The river rose very fast.", "Saved"),
		does("Call 0722 123 456 for more", "telephone"),
		does("The water is falling.", "2 messages wait"),
		does("yes", "Please press one of the buttons first"),
		does("no don't keep that", "send it again without the number"),
		does("that is all I have to say", "The river rose", "is falling.", "2 messages", "Are there any camps?"),
		does("yes", "What is the camp called?"),
		does("never mind", "is that all"),
		does("30 people", "“never mind” is not stored", "Store “30 people”"),
		does("Kibos", "“30 people” is not stored", "Store “Kibos”"),
		does("[Store in the report]", "How many people"),
		does("30", "Entered 1 camp"),
		does("Ahero hall", "Store “Ahero hall”"),
		does("no", "Not stored", "Entered 1 camp. Add another"),
		does("add another", "What is the camp called?"),
		does("cancel", "not begun", "Entered 1 camp"),
		does("add another", "What is the camp called?"),
		does("Ahero", "How many people"),
		does("12", "Entered 2 camps"),
		does("please remove the second camp, it was a mistake", "Remove entry 2 (“Ahero”)"),
		does("yes", "Entered 1 camp"),
		does("delete Kibos", "Remove entry 1"),
		does("no", "Now: “Kibos”"),
		does("[Keep as is]", "Entered 1 camp"),
		does("that's all of the camps we have", "Complete: 1 camp", "How many engines"))
}

// TestMoreTimeWaits: whoever asks for more time while a figure is asked is shown what would be asked, of whom nothing
// goes before a yes, and no number of it is the figure.
func TestMoreTimeWaits(t *testing.T) {
	t.Parallel()
	f := play(t, "en", meantSource, does("/start", "Do you need fuel?"), does("yes", "How many boats"))
	f.due = func() time.Time { return time.Date(2016, 7, 7, 23, 59, 59, 0, time.FixedZone("+07", 7*3600)) }
	f.goes(does("I need two more days please, the roads are bad", "Ask those above for more time", "the roads are bad", "!boats"),
		does("no", "Nobody was asked", "How many boats"),
		does("we are still counting, can I get more time", "Press until when"),
		does("yes", "Press until when"),
		does("[Do not ask]", "Nobody was asked", "How many boats"),
		does("more time please, the bridge is down", "Press until when"),
		does("4", "4 boats"))
}
