// Package xlsform makes an outline of an XLSForm, the workbook in which ODK, KoboToolbox and others describe a form, and a
// workbook of an outline.
//
// Nothing is dropped unsaid: what cannot be taken, is taken otherwise or has no meaning here is a Remark with its sheet, row and
// column. What Import makes is an outline that form.Parse takes as it is, laid out as people write one, with a comment where
// somebody should look. The room reads no file: the cells come from xlsx, and phrases from whoever shows them.
package xlsform
