// Leads on if the text of this address has moved: then the page ends with a line that has the old id, and a link.

{
  const line = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (line?.hasAttribute("data-moved")) location.replace(line.querySelector("a").href);
}
