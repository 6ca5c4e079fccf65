function startDoubts() {
  $('doubts').append(...data.doubts.map(doubt => make('li', {class: 'doubt'}, 'Incomplete: ' + doubt + '.')));
  $('doubts').hidden = data.doubts.length === 0;
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
