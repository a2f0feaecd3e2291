// From a folder (file:) the search of the theme cannot run, for browsers give it no worker there: it is hidden, and
// the lists of the home page take its place.
if (location.protocol === "file:") document.documentElement.classList.add("from-folder");
