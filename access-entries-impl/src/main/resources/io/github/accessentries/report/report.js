function startDoubts() {
  $('doubts').append(...data.notes.map(note => make('li', {}, note + '.')), ...data.doubts.map(doubt => make('li', {class: 'doubt'}, 'Incomplete: ' + doubt + '.')));
  $('doubts').hidden = !$('doubts').firstChild;
}
function startCounts() {
  const principals = subjects.filter(isPrincipal).length;
  const incomplete = subjects.filter(subject => subject.doubts.length).length;
  $('counts').textContent = [counted(principals, 'principal'), counted(subjects.length - principals, 'other subject'),
    counted(data.namespaces.length, 'namespace'), incomplete ? `${incomplete} incomplete` : ''].filter(Boolean).join(' · ');
}
startCounts();
startDoubts();
startDetail();
startFindings();
startComparison();
startPaths();
startTable();
startQuestions();
