package conversation

import "testing"

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
		does("[4]", "4 boats", "On what number"),
		does("my number is 0722 123 456", "Is that the number?"),
		does("[Store 0722 123 456]", "0722 123 456", "How many engines"),
		does("12 of them and a spare", "Is it 12?"),
		does("no", "Not stored", "How many engines"),
		does("12 of them and a spare", "Is it 12?"),
		does("yes", "12"))
}
