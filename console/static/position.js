// Fills in the position where the device knows it; without this script the two fields are filled in by hand.
(function () {
  "use strict";
  var button = document.getElementById("locate"), said = document.getElementById("located");
  if (!button || !navigator.geolocation) { return; }
  function put(name, value) { document.getElementById(name).value = value; }
  button.hidden = false;
  button.addEventListener("click", function () {
    said.textContent = button.dataset.working;
    navigator.geolocation.getCurrentPosition(function (found) {
      put("longitude", found.coords.longitude.toFixed(6));
      put("latitude", found.coords.latitude.toFixed(6));
      put("accuracy", Math.round(found.coords.accuracy));
      said.textContent = button.dataset.done;
    }, function (error) {
      said.textContent = error.code === error.PERMISSION_DENIED ? button.dataset.denied : button.dataset.failed;
    }, { enableHighAccuracy: true, timeout: 20000, maximumAge: 60000 });
  });
}());
