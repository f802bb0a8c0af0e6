// Package english reads what people type in English: numbers in digits and words,
// years, dates, yes and no, choices, hours and days until which there is time.
//
// It keeps the rule of every language: a value is read only where every word of the
// message is accounted for, and what has two meanings is asked. So «Nov 24» is never 24
// of something, «11/24» and «05/07/2026» are asked, «1,250.5» is read as it is written
// here, and «1.250» is asked, because others write 1,250 that way. It is pure, knows of
// a question only its words, and says nothing to anybody.
package english
