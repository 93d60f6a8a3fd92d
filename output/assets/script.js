// Conveniences only; every page is complete without this file.
(function () {
  var d = document, r = d.documentElement, media = matchMedia('(prefers-color-scheme: dark)');
  function store(v) { try { if (v === undefined) return localStorage.getItem('theme'); localStorage.setItem('theme', v); } catch (e) { return null; } }
  var chosen = store();
  if (chosen === 'dark' || chosen === 'light') r.dataset.theme = chosen;
  function isDark() { return r.dataset.theme ? r.dataset.theme === 'dark' : media.matches; }

  d.addEventListener('DOMContentLoaded', function () {
    var theme = d.getElementById('theme'), all = d.getElementById('openall'), count = d.getElementById('count');
    function label() { theme.textContent = isDark() ? 'Light' : 'Dark'; }
    theme.hidden = false;
    label();
    theme.onclick = function () { r.dataset.theme = isDark() ? 'light' : 'dark'; store(r.dataset.theme); label(); };
    media.addEventListener('change', label);

    if (all) {
      all.hidden = false;
      all.onclick = function () {
        var open = all.dataset.on !== '1';
        d.querySelectorAll('.evd').forEach(function (x) { x.open = open; });
        all.dataset.on = open ? '1' : '0';
        all.textContent = open ? 'Close all evidence' : 'Open all evidence';
      };
    }

    // Counts what the filters leave; the total is what the page says, since it may not show every event.
    var controls = d.querySelector('.ctl'), total = count ? count.textContent : '';
    function visible(x) { return x.getClientRects().length > 0; }
    if (controls && count) {
      var kinds = '.ev, .ln, .sb', sections = [].slice.call(d.querySelectorAll('.per, .und, .ag, .rax, .axes'));
      // What lies in a closed fold is not seen, whatever the filters say.
      function unfolded(x) { return !x.closest('details:not([open])'); }
      // What an article tells as well stands elsewhere already.
      function counts(x) { return unfolded(x) && !x.closest('.tie'); }
      // In passes: a section that is hidden already would hide what it holds from the count and from its neighbours.
      function sift() {
        sections.forEach(function (s) { s.hidden = false; });
        var list = [].filter.call(d.querySelectorAll(kinds), counts), n = list.filter(visible).length;
        count.textContent = n === list.length ? total : n + ' of ' + list.length + ' shown';
        sections.filter(function (s) {
          var items = s.querySelectorAll(kinds);
          return unfolded(s) && items.length > 0 && ![].some.call(items, visible);
        }).forEach(function (s) { s.hidden = true; });
      }
      controls.addEventListener('change', sift);
      d.querySelectorAll('.bg').forEach(function (x) { x.addEventListener('toggle', sift); });
      // A browser may bring back what was chosen before.
      sift();
    }

    // An assumed day of writing shifts the axis of its article; nothing is stored.
    var names = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'], months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
    function add(day, n) { return new Date(day.getTime() + n * 864e5); }
    function say(day, year) { return day.getUTCDate() + ' ' + months[day.getUTCMonth()] + (year ? ' ' + day.getUTCFullYear() : ''); }
    function walk(day, steps) {
      steps.split(',').forEach(function (step) {
        var wanted = +step[0] % 7, sign = step.slice(1), back = sign[0] === '<';
        if (sign.length > 1) day = add(day, back ? -1 : 1);
        while (day.getUTCDay() !== wanted) day = add(day, back ? -1 : 1);
      });
      return day;
    }
    function words(group, day) {
      var from = group.dataset.from, to = group.dataset.to, steps = group.dataset.steps;
      if (steps) { var one = walk(day, steps); return names[one.getUTCDay()] + ' ' + say(one, true); }
      if (group.classList.contains('un') || from === '' && to === '') return '';
      if (from === '') return 'before ' + say(add(day, +to + 1), true);
      if (to === '') return 'after ' + say(add(day, +from - 1), true);
      return from === to ? say(add(day, +from), true) : say(add(day, +from)) + ' – ' + say(add(day, +to), true);
    }
    d.querySelectorAll('.rax').forEach(function (axis) {
      var box = axis.querySelector('.assume');
      if (!box) return;
      var input = box.querySelector('input'), note = box.querySelector('span'), line = axis.querySelector('.yd');
      box.hidden = false;
      function show(e) {
        var day = /^\d{4}-\d\d-\d\d$/.test(input.value) ? new Date(input.value + 'T00:00:00Z') : null;
        // 31 February would roll over into March.
        if (day && (isNaN(day) || day.toISOString().slice(0, 10) !== input.value)) day = null;
        note.textContent = day ? 'Days in red are assumed: counted from ' + names[day.getUTCDay()] + ' ' + say(day, true) + '.'
          : !input.value || input.value.length < 10 && e.type === 'input' ? ''
          : /^\d{4}-\d\d-\d\d$/.test(input.value) ? 'No such day.' : 'Write the day as YYYY-MM-DD.';
        if (line) line.textContent = day ? input.value : 'YYYY-MM-DD';
        axis.querySelectorAll('.ag').forEach(function (group) {
          var place = group.querySelector('.as'), text = day && place ? words(group, day) : '';
          if (place) place.textContent = text ? text + ', assumed' : '';
        });
        axis.querySelectorAll('.at').forEach(function (tick) { tick.textContent = day ? say(add(day, +tick.dataset.day)) : ''; });
      }
      input.addEventListener('input', show);
      input.addEventListener('change', show);
      box.querySelector('button').onclick = function (e) { input.value = ''; show(e); };
    });

    function target() {
      var e = location.hash && d.getElementById(decodeURIComponent(location.hash.slice(1)));
      var fold = e && (e.closest('details') || e.querySelector('.evd'));
      if (fold && (e.matches('.ev') || e.closest('details'))) fold.open = true;
    }
    addEventListener('hashchange', target);
    target();

    // j and k go to the next and the previous event.
    d.addEventListener('keydown', function (e) {
      if (e.altKey || e.ctrlKey || e.metaKey || /INPUT|TEXTAREA|SELECT/.test(e.target.tagName)) return;
      if (e.key !== 'j' && e.key !== 'k') return;
      var list = [].filter.call(d.querySelectorAll('.ev, .row, .ln, .sb'), visible);
      if (!list.length) return;
      var i = list.findIndex(function (x) { return x.contains(d.activeElement); });
      if (i < 0) {
        i = list.findIndex(function (x) { return x.getBoundingClientRect().top > 0; });
        i = i < 0 ? list.length - 1 : e.key === 'j' ? i - 1 : i;
      }
      var next = list[Math.max(0, Math.min(list.length - 1, e.key === 'j' ? i + 1 : i - 1))];
      var link = next.querySelector('h3 a, h5 a, a');
      if (link) link.focus({ preventScroll: true });
      next.scrollIntoView({ block: 'start' });
    });
  });
})();
