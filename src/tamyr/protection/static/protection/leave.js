// Leads away at once: by a press, or by Shift three times within two seconds. Without it the link does the same by itself.
(() => {
  const wayOut = document.querySelector("[data-leave]");
  const leave = (event) => {
    if (event) event.preventDefault();
    document.title = "";
    document.body.replaceChildren();
    location.replace(wayOut.href);
  };
  let presses = [];
  addEventListener("keydown", (event) => {
    if (event.repeat) return;
    presses = event.key === "Shift" ? [...presses, event.timeStamp].slice(-3) : [];
    if (presses.length === 3 && event.timeStamp - presses[0] < 2000) leave();
  });
  wayOut.addEventListener("click", leave);
})();
