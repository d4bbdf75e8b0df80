// Small things that pages need: choosing words for a claim by hand, keys for reviewing pairs, tables on a phone.
"use strict";

// Offsets in the text are of Python's characters (code points); the browser counts UTF-16 units.
const codePoints = (text) => Array.from(text).length;

function offsetOf(node, offset) {
  const element = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
  const piece = element.closest("[data-start]");
  if (!piece) return null;
  const before = document.createRange();
  before.selectNodeContents(piece);
  before.setEnd(node, offset);
  return Number(piece.dataset.start) + codePoints(before.toString());
}

function chooseWords() {
  const form = document.getElementById("by-hand");
  if (!form) return;
  const chosen = {};
  form.querySelectorAll("[data-span]").forEach((button) => {
    button.addEventListener("mousedown", (event) => event.preventDefault()); // keep the selection
    button.addEventListener("click", () => {
      const selection = document.getSelection();
      const out = form.querySelector(`[data-for="${button.dataset.span}"]`);
      if (!selection || selection.isCollapsed || !document.getElementById("text").contains(selection.anchorNode)) {
        out.textContent = "select words in the text first";
        return;
      }
      const range = selection.getRangeAt(0);
      const start = offsetOf(range.startContainer, range.startOffset);
      const end = offsetOf(range.endContainer, range.endOffset);
      if (start === null || end === null || end <= start) return;
      chosen[button.dataset.span] = [start, end];
      form.elements.spans.value = JSON.stringify(chosen);
      out.textContent = `“${selection.toString().trim()}”`;
    });
  });
}

// Reviewing: s same, d different, u unsure, w take back, r to the reason and Esc out of it. The buttons do the same by mouse.
function reviewKeys() {
  const form = document.querySelector("form[data-keys]");
  if (!form) return;
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.matches("input, textarea, select")) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    const named = form.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (!named) return;
    event.preventDefault();
    if (named.matches("input")) named.focus();
    else named.click();
  });
}

// On a phone a wide table is read row by row (style.css), each cell under its column's head; it stays a table to a screen reader.
function labelCells(root) {
  root.querySelectorAll("table.wide").forEach((table) => {
    if (table.dataset.labelled) return;
    table.dataset.labelled = "yes";
    const heads = Array.from(table.querySelectorAll("thead th"), (head) => head.textContent.trim());
    table.setAttribute("role", "table");
    table.querySelectorAll("thead, tbody").forEach((part) => part.setAttribute("role", "rowgroup"));
    table.querySelectorAll("thead th").forEach((head) => head.setAttribute("role", "columnheader"));
    const reaching = []; // how many rows more a cell above reaches down, by column
    table.querySelectorAll("tr").forEach((row) => {
      row.setAttribute("role", "row");
      let column = 0;
      for (const cell of row.closest("tbody") ? row.cells : []) {
        for (; reaching[column] > 0; column += 1) reaching[column] -= 1;
        cell.setAttribute("role", cell.matches("th") ? "rowheader" : "cell");
        if (cell.colSpan === 1 && heads[column]) cell.dataset.label = heads[column];
        if (!cell.textContent.trim() && !cell.querySelector("input, button, select")) cell.classList.add("blank");
        for (let i = 0; i < cell.colSpan; i += 1) reaching[column + i] = cell.rowSpan - 1;
        column += cell.colSpan;
      }
      for (; column < reaching.length; column += 1) if (reaching[column] > 0) reaching[column] -= 1;
    });
  });
}

document.addEventListener("htmx:afterSettle", (event) => labelCells(event.detail.elt.parentElement ?? document));
document.addEventListener("DOMContentLoaded", () => { labelCells(document); chooseWords(); reviewKeys(); });
