// A key that was not used (cancelled, timed out, unknown) is said in words beside the button.
document.addEventListener('allauth.error', (event) => {
  event.preventDefault()
  const told = document.querySelector('[data-key-failed]')
  if (!told) return
  told.hidden = false
  told.firstElementChild.focus()
})
