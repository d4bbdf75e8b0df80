// Small things that pages need: choosing words for a claim by hand, and keys for reviewing pairs.
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

document.addEventListener("DOMContentLoaded", () => { chooseWords(); reviewKeys(); });
